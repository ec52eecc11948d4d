package io.headroom.telemetry;

import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Version;
import io.headroom.team.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** The portal's own map of workloads to teams, as admins keep it. */
@ApplicationScoped
public class TeamMaps {
    private final TeamMapRepository repository;
    private final Journal journal;
    private final Clock clock;

    TeamMaps(TeamMapRepository repository, Journal journal, Clock clock) {
        this.repository = repository;
        this.journal = journal;
        this.clock = clock;
    }

    /** As it is stored now. */
    @Transactional
    public Versioned<TeamMap> read() {
        return new Versioned<>(repository.read(), repository.version());
    }

    /**
     * Replaces all of it.
     *
     * @param ifMatch the version the editor saw, or null if they do not care
     * @throws io.headroom.platform.Refused 412 if somebody changed it since
     */
    @Transactional
    public Versioned<TeamMap> edit(TeamMap after, String editor, String ifMatch) {
        int version = repository.lock();
        Version.check("map of workloads", ifMatch, version);
        TeamMap before = repository.read();
        if (after.equals(before)) return new Versioned<>(before, version);
        repository.write(after);
        journal.tell(new Happened(
                clock.instant(),
                editor,
                "team-map.edited",
                new Happened.Subject("team-map", "", null),
                Set.of(new Audience.Admins()),
                values(before),
                values(after),
                editor + " edited which team's work runs where."));
        return new Versioned<>(after, repository.version());
    }

    private static Map<String, Object> values(TeamMap map) {
        return Map.of("namespaces", map.namespaces(), "queues", map.queues(), "accounts", map.accounts());
    }
}
