package io.headroom.board;

import io.headroom.telemetry.Utilization;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;
import java.time.Clock;
import java.time.Instant;

/** The age of the data, in every page's frame. */
class AgeGlobal {
    private AgeGlobal() {}

    @TemplateGlobal(name = "dataAge")
    static AgeView dataAge() {
        Instant now = Arc.container().instance(Clock.class).get().instant();
        return AgeView.of(Arc.container().instance(Utilization.class).get().age(now), now);
    }
}
