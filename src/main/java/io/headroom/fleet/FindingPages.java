package io.headroom.fleet;

import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.telemetry.Findings;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;

/** What does not agree, for admins. */
@Path("/findings")
@Produces(MediaType.TEXT_HTML)
public class FindingPages {
    private final Accounts accounts;
    private final Findings findings;
    private final Clock clock;

    FindingPages(Accounts accounts, Findings findings, Clock clock) {
        this.accounts = accounts;
        this.findings = findings;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "fleet")
    static class Templates {
        static native TemplateInstance findings(List<FindingView> findings);

        static native TemplateInstance findings$content(List<FindingView> findings);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance list(@HeaderParam("HX-Request") boolean fragment) {
        if (!accounts.me().admin()) throw new Refused(new CommonRefusal.NotAllowed("see findings", "admins"));
        Instant now = clock.instant();
        List<FindingView> shown =
                findings.open().stream().map(it -> FindingView.of(it, now)).toList();
        return fragment ? Templates.findings$content(shown) : Templates.findings(shown);
    }
}
