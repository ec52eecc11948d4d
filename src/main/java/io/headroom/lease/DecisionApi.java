package io.headroom.lease;

import io.headroom.platform.Paging;
import io.headroom.platform.Slice;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What the allocator decided, and who lends to whom. Everybody who is signed in may see both. */
@Path("/api/v1")
@Tag(name = "decisions and loans")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionApi {
    private final Leases leases;

    DecisionApi(Leases leases) {
        this.leases = leases;
    }

    /**
     * A decision with its reason.
     *
     * @param borrowed of a grant, how many of its GPUs were above the nominal quota
     * @param lenders who lent those then
     * @param exposure the same for people
     */
    public record DecisionJson(
            UUID id,
            Instant at,
            String type,
            String team,
            String flavor,
            UUID lease,
            Integer gpus,
            String reason,
            String sentence,
            Integer borrowed,
            Map<String, Integer> lenders,
            String exposure) {}

    @GET
    @Path("decisions")
    @Operation(summary = "What the allocator decided and why, newest first")
    public Slice<DecisionJson> decisions(
            @RestQuery String team, @RestQuery String lease, @RestQuery String cursor, @RestQuery String limit) {
        UUID ofLease = lease == null ? null : Paging.id("lease", lease);
        var slice =
                leases.decisions(new DecisionFilter(team, ofLease, true, Paging.cursor(cursor), Paging.limit(limit)));
        return new Slice<>(slice.items().stream().map(DecisionApi::json).toList(), slice.next());
    }

    @GET
    @Path("loans")
    @Operation(summary = "Open loans: lender, borrower, flavor, GPUs, since. The empty lender is the shared pool")
    public List<OpenLoan> loans(@RestQuery String team) {
        return leases.loans().stream()
                .filter(loan -> team == null
                        || loan.lender().equals(team)
                        || loan.borrower().equals(team))
                .toList();
    }

    private static DecisionJson json(LeaseEvent event) {
        return new DecisionJson(
                event.id(),
                event.at(),
                event.what().name(),
                event.team(),
                event.flavor(),
                event.lease(),
                event.gpus(),
                event.reason(),
                event.sentence(),
                event.borrowed(),
                event.lenders(),
                event.exposure());
    }
}
