package io.headroom.team;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Team;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The quota tree as the other features see it. */
@ApplicationScoped
public class Teams {
    private final TeamRepository repository;

    Teams(TeamRepository repository) {
        this.repository = repository;
    }

    /** Names of all flavors, in order. */
    public List<String> flavors() {
        return repository.flavors();
    }

    public List<Cohort> cohorts() {
        return repository.cohorts();
    }

    public List<Team> teams() {
        return repository.teams();
    }

    /** The cohort a team belongs to, if it has one. */
    public Optional<String> cohortOf(String team) {
        return repository.cohortOf(team);
    }

    /** The cohort a cohort belongs to, if it has one. */
    public Optional<String> parentOf(String cohort) {
        return repository.parentOf(cohort);
    }

    /** @throws Refused 404 if there is no such team */
    public Team get(String name) {
        return teams().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("team", name)));
    }
}
