package io.headroom.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Four GPUs for three days of training, to begin with. */
final class SomeFacts {
    static final Instant TUESDAY = Instant.parse("2026-11-24T09:30:00Z");

    private SomeFacts() {}

    static Facts of(String team, String cohort, Double use) {
        Facts.Asked asked = new Facts.Asked(
                "NEW",
                List.of("h100-80gb", "a100-40gb"),
                4,
                4,
                4,
                "training",
                0,
                true,
                Duration.ofDays(3),
                Duration.ZERO,
                0,
                Map.of("nlp", 2));
        Facts.Requester lead = new Facts.Requester("vision-lead", List.of("lead:vision", "member:vision"));
        return new Facts(asked, new Facts.Asking(team, cohort, 16, 8, use), lead, TUESDAY);
    }
}
