package io.headroom.telemetry;

import java.time.Duration;

/** How finely use is kept. The tables read alike: each is the one before it, added up. */
enum Grain {
    MINUTE("usage_by_minute", Duration.ofMinutes(1)),
    HOUR("usage_hour", Duration.ofHours(1)),
    /** In UTC. */
    DAY("usage_day", Duration.ofDays(1));

    private final String table;
    private final Duration length;

    Grain(String table, Duration length) {
        this.table = table;
        this.length = length;
    }

    String table() {
        return table;
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
