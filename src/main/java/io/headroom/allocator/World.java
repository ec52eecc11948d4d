package io.headroom.allocator;

import java.util.List;

/** Everything the allocator looks at. Plain data: the same world and instant give the same plan. */
public record World(
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
}
