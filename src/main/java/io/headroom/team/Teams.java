package io.headroom.team;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Team;
import io.headroom.platform.Changed;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;

/** The quota tree as the other features see it. */
@ApplicationScoped
public class Teams {
    private final TeamRepository repository;
    private volatile Tree tree;

    Teams(TeamRepository repository) {
        this.repository = repository;
    }

    /** The tree as it was read last. */
    private record Tree(List<String> flavors, List<Cohort> cohorts, List<Team> teams) {}

    /**
     * Quotas change rarely and every page and plan needs them: read again when somebody says that they changed, outside
     * of any caller's transaction, which may be pinned to a moment before the edit.
     */
    void onChange(@Observes Changed changed) {
        if (changed.topics().contains(Topic.QUOTAS)) read();
    }

    private synchronized Tree read() {
        tree = QuarkusTransaction.requiringNew()
                .call(() -> new Tree(repository.flavors(), repository.cohorts(), repository.teams()));
        return tree;
    }

    private Tree tree() {
        Tree known = tree;
        return known != null ? known : read();
    }

    /** Names of all flavors, in order. */
    public List<String> flavors() {
        return tree().flavors();
    }

    public List<Cohort> cohorts() {
        return tree().cohorts();
    }

    public List<Team> teams() {
        return tree().teams();
    }

    /** The cohort a team belongs to, if it has one. */
    public Optional<String> cohortOf(String team) {
        return teams().stream().filter(it -> it.name().equals(team)).findFirst().map(Team::cohort);
    }

    /** The cohort a cohort belongs to, if it has one. */
    public Optional<String> parentOf(String cohort) {
        return cohorts().stream()
                .filter(it -> it.name().equals(cohort))
                .findFirst()
                .map(Cohort::parent);
    }

    /** @throws Refused 404 if there is no such team */
    public Team get(String name) {
        return teams().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("team", name)));
    }
}
