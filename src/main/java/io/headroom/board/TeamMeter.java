package io.headroom.board;

import java.util.Locale;
import java.util.function.ToIntFunction;

/** What is measured of each team and flavor. */
enum TeamMeter {
    NOMINAL("What the team owns", it -> it.share().nominal()),
    HELD("Held: own and borrowed; busy, idle-held and unknown", it -> it.counts()
            .held()),
    OWN("Held within the guarantee", it -> it.share().own()),
    BORROWED("Held above the guarantee", it -> it.share().borrowed()),
    LENT("The team's guarantee held by others", it -> it.share().lent()),
    BUSY("Held and in use", it -> it.counts().busy()),
    IDLE_HELD("Held and not used for the whole window", it -> it.counts().idle()),
    UNKNOWN("Held, and not watched well enough to say", it -> it.counts().unknown()),
    WAITING("Asked for by leases that wait or are scheduled", TeamFigures::waitingGpus);

    private final String description;
    private final ToIntFunction<TeamFigures> value;

    TeamMeter(String description, ToIntFunction<TeamFigures> value) {
        this.description = description;
        this.value = value;
    }

    /** As Micrometer writes it; Prometheus reads {@code headroom_team_idle_held_gpus}. */
    String meter() {
        return "headroom.team." + name().toLowerCase(Locale.ROOT).replace('_', '.');
    }

    String description() {
        return description;
    }

    int value(TeamFigures figures) {
        return value.applyAsInt(figures);
    }
}
