package io.headroom.fleet;

import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.telemetry.Finding;
import io.headroom.telemetry.Findings;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** Where use and leases, or exporters and inventory, do not agree; over REST, for admins. */
@Path("/api/v1/findings")
@Tag(name = "utilization")
@Produces(MediaType.APPLICATION_JSON)
public class FindingsApi {
    private final Accounts accounts;
    private final Findings findings;

    FindingsApi(Accounts accounts, Findings findings) {
        this.accounts = accounts;
        this.findings = findings;
    }

    /**
     * One finding.
     *
     * @param subject lease, device, node, model or target that it is about
     * @param advice what to do
     * @param href the page on which that is done
     * @param since when it was seen first
     * @param lastSeen when it was seen last
     */
    public record FindingJson(
            Finding.Kind kind,
            String subject,
            String node,
            String team,
            UUID lease,
            String sentence,
            String advice,
            String href,
            Instant since,
            Instant lastSeen) {
        static FindingJson of(Finding it) {
            return new FindingJson(
                    it.kind(),
                    it.subject(),
                    it.node(),
                    it.team(),
                    it.lease(),
                    it.sentence(),
                    it.kind().advice(),
                    FindingAction.of(it).href(),
                    it.since(),
                    it.lastSeen());
        }
    }

    @GET
    @Operation(summary = "What does not agree, oldest first; what flaps for a few minutes is not listed")
    public List<FindingJson> list(@RestQuery String kind) {
        if (!accounts.me().admin()) throw new Refused(new CommonRefusal.NotAllowed("see findings", "admins"));
        Finding.Kind only = Paging.choice("kind", kind, Finding.Kind.class);
        return findings.open().stream()
                .filter(it -> only == null || it.kind() == only)
                .map(FindingJson::of)
                .toList();
    }
}
