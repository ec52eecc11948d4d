package io.headroom.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Tells callers of the API that they are nobody in the API's own form. All else is OpenID Connect's. */
@Alternative
@Priority(1)
@ApplicationScoped
class ApiChallenge implements HttpAuthenticationMechanism {
    private final OidcAuthenticationMechanism oidc;
    private final Denials denials;
    private final ObjectMapper json;
    private final String issuer;

    ApiChallenge(
            OidcAuthenticationMechanism oidc,
            Denials denials,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.oidc.api.auth-server-url") String issuer) {
        this.oidc = oidc;
        this.denials = denials;
        this.json = json;
        this.issuer = issuer;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
        return oidc.authenticate(context, identities);
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return oidc.getChallenge(context);
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        if (!context.normalizedPath().startsWith("/api/")) return oidc.sendChallenge(context);
        return oidc.getChallenge(context).map(challenge -> {
            var response = context.response().setStatusCode(challenge.status);
            response.putHeader(challenge.headerName, challenge.headerContent);
            response.putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE).end(body(refusal(context), context));
            return true;
        });
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    /** Whoever shows a token that does not hold tried something; without one they only have not signed in. */
    private NotSignedIn refusal(RoutingContext context) {
        HttpServerRequest request = context.request();
        boolean sent = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        NotSignedIn refusal = new NotSignedIn(sent, issuer);
        if (sent)
            denials.stranger(
                    request.method().name(),
                    context.normalizedPath(),
                    refusal.detail(),
                    request.remoteAddress().host());
        return refusal;
    }

    private String body(NotSignedIn refusal, RoutingContext context) {
        try {
            return json.writeValueAsString(Problem.of(refusal, context.normalizedPath()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private record NotSignedIn(boolean sent, String issuer) implements Refusal {
        public String type() {
            return "not-signed-in";
        }

        public int status() {
            return 401;
        }

        public String title() {
            return "Not signed in";
        }

        public String detail() {
            return "Authorization: "
                    + (sent ? "what was sent is expired, forged or not meant for this portal" : "is missing")
                    + "; must be a bearer token of " + issuer + ".";
        }
    }
}
