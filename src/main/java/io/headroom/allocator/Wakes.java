package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** When time alone would change the answer: terms, notices, reservations (R15) and protection (R9) that run out. */
final class Wakes {
    private final Instant now;
    private final Duration lead;
    private final List<Instant> instants = new ArrayList<>();

    Wakes(Instant now, Collection<Team> teams) {
        this.now = now;
        this.lead = leadTime(teams);
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
        if (instant != null && instant.isAfter(now)) instants.add(instant);
    }

    /** A request that is yet to start wakes the allocator when it may first reserve, and when it starts. */
    void reservation(Instant start) {
        at(start.minus(lead));
        at(start);
    }

    /** Null if time alone changes nothing. */
    Instant next() {
        return instants.stream().min(Instant::compareTo).orElse(null);
    }
}
