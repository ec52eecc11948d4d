package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the quota tree of one flavor out of a world, parents first, and refuses one that is not a tree. */
final class QuotaNodes {
    private record Place(String name, String parent, boolean team, Quota quota, Standing standing) {}

    private final Flavor flavor;
    private final Preset preset;
    private final Map<String, Cohort> cohorts = new HashMap<>();
    private final List<Place> places = new ArrayList<>();
    private final Set<String> placed = new HashSet<>();

    QuotaNodes(World world, Flavor flavor) {
        this.flavor = flavor;
        this.preset = world.policy().preset();
        for (Cohort cohort : world.cohorts())
            if (cohorts.put(cohort.name(), cohort) != null)
                throw new IllegalArgumentException("cohort is named twice: " + cohort.name());
        world.cohorts().stream()
                .sorted(Comparator.comparing(Cohort::name))
                .forEach(cohort -> place(cohort, new HashSet<>()));
        world.teams().stream().sorted(Comparator.comparing(Team::name)).forEach(this::place);
    }

    private void place(Cohort cohort, Set<String> below) {
        if (!below.add(cohort.name()))
            throw new IllegalArgumentException("cohort is its own ancestor: " + cohort.name());
        if (placed.contains(cohort.name())) return;
        if (cohort.parent() != null) place(known(cohort.parent(), cohort.name()), below);
        placed.add(cohort.name());
        Quota quota = cohort.quotas().getOrDefault(flavor.name(), Quota.NONE);
        places.add(new Place(
                cohort.name(), cohort.parent(), false, standsAlone(cohort.parent(), quota), cohort.standing()));
    }

    private void place(Team team) {
        if (team.cohort() != null) known(team.cohort(), team.name());
        Quota quota = standsAlone(team.cohort(), team.quota(flavor.name()));
        places.add(new Place(team.name(), team.cohort(), true, quota, team.standing()));
    }

    /** In Kueue, what has no parent neither borrows nor lends. */
    private Quota standsAlone(String parent, Quota quota) {
        boolean kueue = preset == Preset.KUEUE || preset == Preset.KUEUE_FAIR;
        return kueue && parent == null ? new Quota(quota.nominal(), 0, 0) : quota;
    }

    private Cohort known(String cohort, String child) {
        if (!cohorts.containsKey(cohort))
            throw new IllegalArgumentException(child + " belongs to a cohort that does not exist: " + cohort);
        return cohorts.get(cohort);
    }

    /** The nodes, the root first; what no quota covers belongs to the root. */
    List<QuotaNode> list() {
        int[] guaranteed = guaranteed();
        int covered = Arrays.stream(guaranteed).sum();
        List<QuotaNode> nodes = new ArrayList<>();
        Map<String, QuotaNode> parents = new HashMap<>();
        nodes.add(new QuotaNode(0, Loan.ROOT, null, false, Quota.NONE, Standing.DEFAULT, flavor.capacity() - covered));
        for (Place p : places) {
            QuotaNode parent = p.parent == null ? nodes.getFirst() : parents.get(p.parent);
            int own = guaranteed[nodes.size() - 1];
            nodes.add(new QuotaNode(nodes.size(), p.name, parent, p.team, p.quota, p.standing, own));
            if (!p.team) parents.put(p.name, nodes.getLast());
        }
        return nodes;
    }

    /**
     * What each place owns by itself. KAI's departments count their queues' quotas as part of their own, and all quotas
     * stand even if there are not that many GPUs.
     */
    private int[] guaranteed() {
        int[] nominal = places.stream().mapToInt(place -> place.quota.nominal()).toArray();
        if (preset != Preset.KAI) return Guarantees.within(flavor.capacity(), nominal);
        Map<String, Integer> inside = new HashMap<>();
        for (int i = places.size() - 1; i >= 0; i--) {
            Place place = places.get(i);
            int members = inside.getOrDefault(place.name, 0);
            inside.merge(place.parent == null ? "" : place.parent, Math.max(nominal[i], members), Integer::sum);
            nominal[i] = Math.max(0, nominal[i] - members);
        }
        return nominal;
    }
}
