package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Reads the quota tree of one flavor out of a world, parents first, and refuses one that is not a tree. */
final class QuotaNodes {
    private record Place(String name, String parent, boolean team, Quota quota) {}

    private final Flavor flavor;
    private final Map<String, Cohort> cohorts = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Set<String> placed = new HashSet<>();

    QuotaNodes(World world, Flavor flavor) {
        this.flavor = flavor;
        for (Cohort cohort : world.cohorts())
            if (cohorts.put(cohort.name(), cohort) != null)
                throw new IllegalArgumentException("cohort is named twice: " + cohort.name());
        sorted(world.cohorts(), Cohort::name).forEach(cohort -> place(cohort, new HashSet<>()));
        sorted(world.teams(), Team::name).forEach(this::place);
    }

    private static <T> List<T> sorted(List<T> list, Function<T, String> name) {
        return list.stream().sorted(Comparator.comparing(name)).toList();
    }

    private void place(Cohort cohort, Set<String> below) {
        if (!below.add(cohort.name()))
            throw new IllegalArgumentException("cohort is its own ancestor: " + cohort.name());
        if (placed.contains(cohort.name())) return;
        if (cohort.parent() != null) place(known(cohort.parent(), cohort.name()), below);
        placed.add(cohort.name());
        Quota quota = cohort.quotas().getOrDefault(flavor.name(), Quota.NONE);
        places.add(new Place(cohort.name(), cohort.parent(), false, quota));
    }

    private void place(Team team) {
        if (team.cohort() != null) known(team.cohort(), team.name());
        places.add(new Place(team.name(), team.cohort(), true, team.quota(flavor.name())));
    }

    private Cohort known(String cohort, String child) {
        if (!cohorts.containsKey(cohort))
            throw new IllegalArgumentException(child + " belongs to a cohort that does not exist: " + cohort);
        return cohorts.get(cohort);
    }

    /** The nodes, the root first; what no quota covers belongs to the root. */
    List<QuotaNode> list() {
        int[] guaranteed = Guarantees.within(
                flavor.capacity(),
                places.stream().mapToInt(place -> place.quota().nominal()).toArray());
        int covered = Arrays.stream(guaranteed).sum();
        List<QuotaNode> nodes = new ArrayList<>();
        Map<String, QuotaNode> parents = new HashMap<>();
        nodes.add(new QuotaNode(0, Loan.ROOT, null, false, Quota.NONE, flavor.capacity() - covered));
        for (Place place : places) {
            QuotaNode parent = place.parent() == null ? nodes.getFirst() : parents.get(place.parent());
            int own = guaranteed[nodes.size() - 1];
            nodes.add(new QuotaNode(nodes.size(), place.name(), parent, place.team(), place.quota(), own));
            if (!place.team()) parents.put(place.name(), nodes.getLast());
        }
        return nodes;
    }
}
