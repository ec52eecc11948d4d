package io.headroom.telemetry;

import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The targets that the settings list, and the Prometheus server. */
@Singleton
class ListedTargets implements TargetSource {
    private final List<Target> targets = new ArrayList<>();

    ListedTargets(TelemetryConfig config) {
        Access access = config.access().targets().access("headroom.telemetry.access.targets");
        for (URI uri : config.targets().orElse(List.of())) targets.add(Target.at(uri, access));
        Access ofServer = config.access().prometheus().access("headroom.telemetry.access.prometheus");
        config.prometheus().ifPresent(uri -> targets.add(Target.at(uri, ofServer)));
    }

    @Override
    public Collection<Target> targets(Instant now) {
        return targets;
    }
}
