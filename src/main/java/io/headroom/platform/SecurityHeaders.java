package io.headroom.platform;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The content security policy: everything from here, nothing inline. Signing out posts to the identity provider. */
class SecurityHeaders {
    void policy(@Observes Router router, @ConfigProperty(name = "quarkus.oidc.auth-server-url") URI issuer) {
        String provider = issuer.getScheme() + "://" + issuer.getAuthority();
        String policy =
                "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' "
                        + provider;
        router.route().order(-1000).handler(context -> {
            context.response().putHeader("Content-Security-Policy", policy);
            if (context.request().path().startsWith("/api/")
                    || context.request().path().startsWith("/events"))
                context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            context.next();
        });
    }
}
