package io.headroom.board;

import io.headroom.account.Accounts;
import io.headroom.telemetry.Utilization;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The way in and out, and the age of the data that every page shows. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class FramePages {
    private static final URI BOARD = URI.create("/board");

    private final Accounts accounts;
    private final Utilization utilization;
    private final Clock clock;
    private final boolean demoAccounts;

    FramePages(
            Accounts accounts,
            Utilization utilization,
            Clock clock,
            @ConfigProperty(name = "headroom.local.identity") Optional<Boolean> localIdentity) {
        this.accounts = accounts;
        this.utilization = utilization;
        this.clock = clock;
        this.demoAccounts = localIdentity.orElse(false);
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance landing(boolean demoAccounts);

        static native TemplateInstance age(AgeView age);
    }

    /** Nobody signed in: what this is, and how to get in. */
    @GET
    public Object landing() {
        return accounts.signedIn() ? Response.seeOther(BOARD).build() : Templates.landing(demoAccounts);
    }

    /** Needs a sign-in like every page; the identity provider sends back here. */
    @GET
    @Path("sign-in")
    public Response signIn() {
        return Response.seeOther(BOARD).build();
    }

    /** Where the identity provider sends people whose page is not remembered. */
    @GET
    @Path("signed-in")
    public Response signedIn() {
        return Response.seeOther(BOARD).build();
    }

    @GET
    @Path("age")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance age() {
        Instant now = clock.instant();
        return Templates.age(AgeView.of(utilization.age(now), now));
    }
}
