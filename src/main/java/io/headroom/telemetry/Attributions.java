package io.headroom.telemetry;

import io.headroom.allocator.Team;
import io.headroom.platform.Memo;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;

/** The rules by which workloads find their teams, as they are now. */
@ApplicationScoped
class Attributions {
    private final Memo<AttributionRules> rules = new Memo<>(Duration.ofSeconds(5));
    private final TeamMaps maps;
    private final Teams teams;
    private final WorkloadLabels labels;
    private final Map<String, String> configured;

    Attributions(TeamMaps maps, Teams teams, WorkloadLabels labels, TelemetryConfig config) {
        this.maps = maps;
        this.teams = teams;
        this.labels = labels;
        this.configured = config.namespaces();
    }

    /** As of some seconds ago at most: they are asked for every device. */
    AttributionRules rules(Instant now) {
        return rules.get(now, this::read);
    }

    private AttributionRules read() {
        TeamMap map = maps.read().value().over(configured);
        return new AttributionRules(map, teams.teams().stream().map(Team::name).collect(Collectors.toSet()), labels);
    }
}
