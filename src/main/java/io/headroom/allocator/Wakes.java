package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** When time alone would change the answer: terms, notices, reservations (R15), delays and protection (R9) that run out. */
final class Wakes {
    private final Instant now;
    private final Duration lead;
    private Instant next;

    Wakes(Instant now, Duration lead) {
        this.now = now;
        this.lead = lead;
    }

    /** How long before its start a reservation has to look for its GPUs: the longest notice after the longest protection. */
    static Duration leadTime(Collection<Team> teams) {
        Set<TeamRules> rules = teams.stream().map(Team::rules).collect(Collectors.toSet());
        Duration grace = rules.stream()
                .flatMap(rule -> rule.gracePeriod().values().stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        Duration runtime = rules.stream()
                .map(TeamRules::minimumRuntime)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        return grace.plus(runtime);
    }

    void at(Instant instant) {
        if (instant != null && instant.isAfter(now) && (next == null || instant.isBefore(next))) next = instant;
    }

    /** A request that is yet to start wakes the allocator when it may first reserve, and when it starts. */
    void reservation(Instant start) {
        at(start.minus(lead));
        at(start);
    }

    void of(Asks.Ask ask) {
        at(ask.notice().deadline());
        at(ask.leaving().toldAt());
    }

    void of(Waiting request) {
        at(request.submittedAt().plus(request.reclaimDelay()));
        if (request.startsAt() != null) reservation(request.startsAt());
    }

    /** Null if time alone changes nothing. */
    Instant next() {
        return next;
    }
}
