package io.headroom.allocator;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The leases of each team in the order of R8, and apart from them those that are idle or can shrink: few, and looked at
 * first for every reclaim.
 */
final class Roster {
    private final Map<Victims.Stage, Map<String, List<Lease>>> stages = new EnumMap<>(Victims.Stage.class);

    Roster(Iterable<Lease> leases) {
        for (Victims.Stage stage : Victims.Stage.values()) stages.put(stage, new TreeMap<>());
        leases.forEach(this::enter);
        stages.values().forEach(teams -> teams.values().forEach(list -> list.sort(Lease.RECLAIM_ORDER)));
    }

    private void enter(Lease lease) {
        add(Victims.Stage.FURTHEST_ABOVE, lease);
        if (lease.held().use().idle() > 0) add(Victims.Stage.IDLE, lease);
        if (lease.minGpus() < lease.gpus()) add(Victims.Stage.SURPLUS, lease);
    }

    private void add(Victims.Stage stage, Lease lease) {
        stages.get(stage).computeIfAbsent(lease.team(), _ -> new ArrayList<>()).add(lease);
    }

    /** By team, the leases that could give back in a stage. */
    Map<String, List<Lease>> of(Victims.Stage stage) {
        return stages.get(stage);
    }
}
