package io.headroom.idle;

import io.headroom.account.Accounts;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the ladder did or would do, over the API. */
@Path("/api/v1/idle-spells")
@Tag(name = "leases")
@Produces(MediaType.APPLICATION_JSON)
public class IdleReportApi {
    private final IdleSpells spells;
    private final IdleConfig config;
    private final Accounts accounts;

    IdleReportApi(IdleSpells spells, IdleConfig config, Accounts accounts) {
        this.spells = spells;
        this.config = config;
        this.accounts = accounts;
    }

    /** Whether the ladder acts, and what it did lately. */
    public record ReportJson(IdleMode mode, List<IdleSpellJson> items) {}

    /**
     * Idle GPUs of one lease that stand at the same step.
     *
     * @param at when they came to the step
     * @param next the step that follows, absent if none does
     * @param closedAt when that ended, absent while it goes on
     */
    public record IdleSpellJson(
            UUID lease,
            String team,
            String flavor,
            int gpus,
            IdleStep step,
            Instant since,
            Instant at,
            boolean dryRun,
            IdleStep next,
            Instant nextAt,
            Instant closedAt,
            IdleOutcome outcome) {
        static IdleSpellJson of(IdleEntry it) {
            IdleGroup group = it.group();
            return new IdleSpellJson(
                    it.lease().id(),
                    it.lease().team(),
                    it.lease().flavor(),
                    group.gpus(),
                    group.step(),
                    group.since(),
                    group.at(),
                    group.first().dryRun(),
                    it.next(),
                    it.nextAt(),
                    group.first().closedAt(),
                    group.first().outcome());
        }
    }

    @GET
    @Operation(summary = "What the idle ladder did or would do: the latest 100, those that go on first")
    public ReportJson report() {
        IdlePages.requireAdmin(accounts.me());
        return new ReportJson(
                config.mode(), spells.latest().stream().map(IdleSpellJson::of).toList());
    }
}
