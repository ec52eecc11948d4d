package io.headroom.telemetry;

import java.time.Duration;

/** How finely use is kept: each is the one before it, added up. */
enum Grain {
    MINUTE("minute", Duration.ofMinutes(1)),
    HOUR("hour", Duration.ofHours(1)),
    /** In UTC. */
    DAY("day", Duration.ofDays(1));

    private final String unit;
    private final Duration length;

    Grain(String unit, Duration length) {
        this.unit = unit;
        this.length = length;
    }

    /** Where it is kept, one row per device and holder. */
    String table() {
        return "usage_" + unit;
    }

    /** Where it is kept, one row per team and flavor. */
    String teams() {
        return "team_" + unit;
    }

    /** As far as it is known now: what is not added up yet comes from minutes. Rows of a device and holder, to be summed up. */
    String known() {
        return "usage_by_" + unit;
    }

    /** The same in rows of a team and flavor, where there are such. */
    String knownOfTeams() {
        return this == MINUTE ? known() : "team_by_" + unit;
    }

    Duration length() {
        return length;
    }

    /** What it is added up from. */
    String source() {
        return switch (this) {
            case MINUTE -> throw new IllegalStateException("minutes are measured, not added up");
            case HOUR -> MINUTE.known();
            case DAY -> HOUR.table();
        };
    }
}
