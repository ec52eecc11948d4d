package io.headroom.lease;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** A lease as the API shows it. Absent values are left out. */
public record LeaseJson(
        UUID id,
        String team,
        String flavor,
        String kind,
        String purpose,
        String owner,
        int gpus,
        int minGpus,
        int held,
        String phase,
        Instant submittedAt,
        Instant startsAt,
        Instant startedAt,
        Instant endsAt,
        Instant endedAt,
        String endReason,
        String waitReason,
        Instant estimatedStart,
        String sentence,
        List<String> allowedActions,
        int version) {
    /** @param mayAct whether the caller leads the team */
    static LeaseJson of(Lease lease, boolean mayAct) {
        return new LeaseJson(
                lease.id(),
                lease.team(),
                lease.flavor(),
                lease.kind().name().toLowerCase(Locale.ROOT),
                lease.purpose(),
                lease.owner(),
                lease.gpus(),
                lease.minGpus(),
                lease.held(),
                lease.phase().name(),
                lease.submittedAt(),
                lease.startsAt(),
                lease.startedAt(),
                lease.endsAt(),
                lease.endedAt(),
                lease.endReason() == null ? null : lease.endReason().name(),
                lease.waitReason() == null ? null : lease.waitReason().name(),
                lease.estimatedStart(),
                lease.waitSentence() != null ? lease.waitSentence() : lease.sentence(),
                mayAct ? lease.phase().actions().stream().map(Enum::name).toList() : List.of(),
                lease.version());
    }
}
