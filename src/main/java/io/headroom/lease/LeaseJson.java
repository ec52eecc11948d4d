package io.headroom.lease;

import io.headroom.account.Account;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * A lease as the API shows it. Absent values are left out.
 *
 * @param flavor what it holds or, while it waits, the first of {@code flavors}
 * @param lent how many others borrow since they were idle; {@code CALL_BACK} asks for them
 * @param idle what of it is idle and what comes of that, absent if nothing is
 * @param waitMeaning the {@code waitReason} in words; {@code sentence} has the numbers
 * @param retryAt when time alone changes what it may take
 * @param supplements the lease its GPUs are to join, or have joined
 */
public record LeaseJson(
        UUID id,
        String team,
        String flavor,
        List<String> flavors,
        String flavorPolicy,
        String kind,
        int priority,
        boolean reclaimable,
        String purpose,
        String owner,
        int gpus,
        int minGpus,
        int maxGpus,
        int stepGpus,
        int held,
        int lent,
        List<IdleState> idle,
        String phase,
        Instant submittedAt,
        Instant startsAt,
        Instant startedAt,
        Instant endsAt,
        Instant endedAt,
        String endReason,
        String waitReason,
        String waitMeaning,
        Instant estimatedStart,
        Instant retryAt,
        String sentence,
        UUID supplements,
        List<String> allowedActions,
        int version) {
    /**
     * @param idle what of it is idle, or null
     * @param reader whose {@code allowedActions} it shows
     */
    static LeaseJson of(Lease lease, List<IdleState> idle, Account reader) {
        return new LeaseJson(
                lease.id(),
                lease.team(),
                lease.flavor(),
                lease.flavors(),
                lease.flavorPolicy().name(),
                lease.kind().name().toLowerCase(Locale.ROOT),
                lease.priority(),
                lease.reclaimable(),
                lease.purpose(),
                lease.owner(),
                lease.gpus(),
                lease.minGpus(),
                lease.maxGpus(),
                lease.stepGpus(),
                lease.held(),
                lease.lent(),
                idle,
                lease.phase().name(),
                lease.submittedAt(),
                lease.startsAt(),
                lease.startedAt(),
                lease.endsAt(),
                lease.endedAt(),
                lease.endReason() == null ? null : lease.endReason().name(),
                lease.waitReason() == null ? null : lease.waitReason().name(),
                lease.waitReason() == null ? null : WaitWords.of(lease.waitReason()),
                lease.estimatedStart(),
                lease.retryAt(),
                lease.waitSentence() != null ? lease.waitSentence() : lease.sentence(),
                lease.supplements(),
                actions(lease, idle, reader).stream().map(Enum::name).toList(),
                lease.version());
    }

    private static Set<Phase.Action> actions(Lease lease, List<IdleState> idle, Account reader) {
        Set<Phase.Action> actions = lease.actions(reader);
        // Until the next look at it, the ladder may have GPUs that left.
        boolean mayKeep = lease.phase().holds() && idle != null && idle.stream().anyMatch(IdleState::mayBeKept);
        if (mayKeep && reader.leads(lease.team())) actions.add(Phase.Action.KEEP_IDLE);
        return actions;
    }
}
