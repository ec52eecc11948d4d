package io.headroom.allocator;

import java.util.List;

/** Everything the allocator looks at. Plain data: the same world and instant give the same plan. */
public record World(
        Policy policy,
        List<Flavor> flavors,
        List<Cohort> cohorts,
        List<Team> teams,
        List<Held> leases,
        List<Waiting> waiting,
        List<Notice> notices,
        List<Loan> loans) {
    public World {
        flavors = List.copyOf(flavors);
        cohorts = List.copyOf(cohorts);
        teams = List.copyOf(teams);
        leases = List.copyOf(leases);
        waiting = List.copyOf(waiting);
        notices = List.copyOf(notices);
        loans = List.copyOf(loans);
    }

    public World waiting(List<Waiting> others) {
        return new World(policy, flavors, cohorts, teams, leases, others, notices, loans);
    }

    public World leases(List<Held> others) {
        return new World(policy, flavors, cohorts, teams, others, waiting, notices, loans);
    }

    public World teams(List<Team> others) {
        return new World(policy, flavors, cohorts, others, leases, waiting, notices, loans);
    }

    public World flavors(List<Flavor> others) {
        return new World(policy, others, cohorts, teams, leases, waiting, notices, loans);
    }

    public World notices(List<Notice> others) {
        return new World(policy, flavors, cohorts, teams, leases, waiting, others, loans);
    }
}
