package io.headroom.telemetry;

import java.time.Duration;

/** How finely use is kept. The tables read alike: each is the one before it, added up. */
enum Grain {
    MINUTE("usage_by_minute", "usage_by_minute", Duration.ofMinutes(1)),
    HOUR("usage_hour", "team_hour", Duration.ofHours(1)),
    /** In UTC. */
    DAY("usage_day", "team_day", Duration.ofDays(1));

    private final String table;
    private final String teams;
    private final Duration length;

    Grain(String table, String teams, Duration length) {
        this.table = table;
        this.teams = teams;
        this.length = length;
    }

    /** One row per device and holder. */
    String table() {
        return table;
    }

    /** At least as coarse as a row per team and flavor. */
    String teams() {
        return teams;
    }

    Duration length() {
        return length;
    }

    /** What it is added up from. */
    Grain finer() {
        return switch (this) {
            case MINUTE -> throw new IllegalStateException("minutes are measured, not added up");
            case HOUR -> MINUTE;
            case DAY -> HOUR;
        };
    }
}
