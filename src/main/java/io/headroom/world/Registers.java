package io.headroom.world;

/** Every name of a world. */
final class Registers {
    private final Names flavors = new Names("a flavor");
    private final Names cohorts = new Names("a cohort");
    private final Names teams = new Names("a team");
    private final Names nodes = new Names("a team or a cohort");
    private final Names leases = new Names("a lease");
    private final Names ids = new Names("a lease or a request");

    Names flavors() {
        return flavors;
    }

    Names cohorts() {
        return cohorts;
    }

    Names teams() {
        return teams;
    }

    /** Teams and cohorts: what can lend. */
    Names nodes() {
        return nodes;
    }

    Names leases() {
        return leases;
    }

    String cohort(Value name) {
        cohorts.declare(name);
        return nodes.declare(name, "is a team's name too");
    }

    String team(Value name) {
        teams.declare(name);
        return nodes.declare(name, "is a cohort's name too");
    }

    String lease(Value id) {
        request(id);
        return leases.declare(id);
    }

    /** Leases and requests share their ids: a request becomes a lease. */
    String request(Value id) {
        if (ids.size() == Tokens.MOST_ENTRIES)
            throw id.wrong("is more than " + Tokens.MOST_ENTRIES + " leases and requests");
        return ids.declare(id);
    }

    void settle() {
        flavors.settle();
        cohorts.settle();
        teams.settle();
        nodes.settle();
        leases.settle();
    }
}
