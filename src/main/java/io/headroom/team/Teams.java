package io.headroom.team;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.platform.Changed;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Topic;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The quota tree as the other features see it. */
@ApplicationScoped
public class Teams {
    private final TeamRepository repository;
    private final PolicyRepository policies;
    private final TeamRules defaults;
    private volatile Tree tree;

    Teams(TeamRepository repository, PolicyRepository policies, ReclaimConfig reclaim) {
        this.repository = repository;
        this.policies = policies;
        this.defaults = reclaim.rules();
    }

    /** The tree as it was read last. */
    private record Tree(
            List<String> flavors,
            List<Cohort> cohorts,
            List<Team> teams,
            Map<Owner, Integer> versions,
            PolicySettings policy) {}

    /**
     * Quotas change rarely and every page and plan needs them: read again when somebody says that they changed, outside
     * of any caller's transaction, which may be pinned to a moment before the edit. Before anybody else, so that whoever
     * plans or renders because of it does so with the new tree.
     */
    void onChange(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) Changed changed) {
        if (changed.topics().contains(Topic.QUOTAS)) read();
    }

    /** Reads the tree again: whoever just edited it wants to see what they did, before the database has told. */
    public void refresh() {
        read();
    }

    private synchronized Tree read() {
        tree = QuarkusTransaction.requiringNew().call(() -> tree(repository.cohorts(), repository.teams()));
        return tree;
    }

    private Tree tree(List<Node> cohorts, List<Node> teams) {
        Map<Owner, Integer> versions = new HashMap<>();
        cohorts.forEach(node -> versions.put(node.owner(), node.version()));
        teams.forEach(node -> versions.put(node.owner(), node.version()));
        return new Tree(
                repository.flavors(),
                cohorts.stream().map(Node::cohort).toList(),
                teams.stream().map(node -> node.team(defaults)).toList(),
                versions,
                policies.read().value());
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

    /** Whose rules decide. */
    public PolicySettings policy() {
        return tree().policy();
    }

    /** How often a team or cohort was edited; what is sent back with an edit of it. */
    public int version(Owner owner) {
        return tree().versions().getOrDefault(owner, 0);
    }

    /** What holds where a team's rules say nothing. */
    public TeamRules defaultRules() {
        return defaults;
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

    /** @throws Refused 404 if there is no such cohort */
    public Cohort cohort(String name) {
        return cohorts().stream()
                .filter(cohort -> cohort.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("cohort", name)));
    }

    /** @throws Refused 404 if there is no such team */
    public Team get(String name) {
        return teams().stream()
                .filter(team -> team.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("team", name)));
    }
}
