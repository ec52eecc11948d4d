package io.headroom.allocator;

import java.util.HashSet;
import java.util.Set;

/** Refuses a world that contradicts itself. */
final class WorldCheck {
    private WorldCheck() {}

    /** @throws IllegalArgumentException if the world names a team or flavor it does not have, or one twice */
    static void check(World world) {
        Set<String> teams = new HashSet<>();
        for (Team team : world.teams()) once("team", team.name(), teams);
        Set<String> flavors = new HashSet<>();
        for (Flavor flavor : world.flavors()) once("flavor", flavor.name(), flavors);
        Set<String> ids =
                HashSet.newHashSet(world.leases().size() + world.waiting().size());
        for (Held lease : world.leases()) {
            once("lease", lease.id(), ids);
            known(lease.team(), lease.id(), teams);
            if (!flavors.contains(lease.flavor()))
                throw new IllegalArgumentException(
                        lease.id() + " holds a flavor that does not exist: " + lease.flavor());
        }
        for (Waiting request : world.waiting()) {
            once("request", request.id(), ids);
            known(request.team(), request.id(), teams);
        }
    }

    private static void once(String what, String name, Set<String> names) {
        if (!names.add(name)) throw new IllegalArgumentException(what + " is named twice: " + name);
    }

    private static void known(String team, String id, Set<String> teams) {
        if (!teams.contains(team))
            throw new IllegalArgumentException(id + " belongs to a team that does not exist: " + team);
    }
}
