package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Decides who holds what. Guarantee &gt; no waste &gt; fairness &gt; stability &gt; packing. Same world and instant, same
 * plan: no randomness, no clock inside, ties broken by time and then by id.
 */
public final class Allocator {
    /**
     * Plans one instant.
     *
     * @throws IllegalArgumentException if the world names a team, cohort or flavor it does not have
     */
    public Plan plan(World world, Instant now) {
        Map<String, Team> teams = teams(world);
        Set<String> flavors = flavors(world);
        world.leases().forEach(lease -> check(lease, teams, flavors));
        world.waiting().forEach(request -> known(request.team(), request.id(), teams));
        List<Plan> plans = new ArrayList<>();
        for (Flavor flavor : world.flavors()) plans.add(new FlavorPlanner(flavor, world, teams, now).plan());
        List<Decision> unmatched = world.waiting().stream()
                .filter(request -> !flavors.contains(request.choice().flavors().getFirst()))
                .map(request -> noSuchFlavor(request, now))
                .toList();
        return join(plans, unmatched);
    }

    private static Map<String, Team> teams(World world) {
        Map<String, Team> teams = new HashMap<>();
        for (Team team : world.teams())
            if (teams.put(team.name(), team) != null)
                throw new IllegalArgumentException("team is named twice: " + team.name());
        return teams;
    }

    private static Set<String> flavors(World world) {
        Set<String> flavors = new HashSet<>();
        for (Flavor flavor : world.flavors())
            if (!flavors.add(flavor.name()))
                throw new IllegalArgumentException("flavor is named twice: " + flavor.name());
        return flavors;
    }

    private static void check(Held lease, Map<String, Team> teams, Set<String> flavors) {
        known(lease.team(), lease.id(), teams);
        if (!flavors.contains(lease.flavor()))
            throw new IllegalArgumentException(lease.id() + " holds a flavor that does not exist: " + lease.flavor());
    }

    private static void known(String team, String id, Map<String, Team> teams) {
        if (!teams.containsKey(team))
            throw new IllegalArgumentException(id + " belongs to a team that does not exist: " + team);
    }

    private static Decision noSuchFlavor(Waiting request, Instant now) {
        WaitReason reason = WaitReason.NO_MATCHING_FLAVOR;
        String sentence = new Sentences(now).waits(request, reason, 0, 0, null);
        return new Decision.Wait(
                request.id(), request.team(), request.choice().flavors().getFirst(), reason, null, null, sentence);
    }

    private static Plan join(List<Plan> plans, List<Decision> unmatched) {
        List<Decision> decisions = new ArrayList<>();
        List<TeamShare> shares = new ArrayList<>();
        List<Loan> loans = new ArrayList<>();
        Instant wake = null;
        for (Plan plan : plans) {
            decisions.addAll(plan.decisions());
            shares.addAll(plan.teams());
            loans.addAll(plan.loans());
            if (wake == null || plan.nextWake() != null && plan.nextWake().isBefore(wake)) wake = plan.nextWake();
        }
        decisions.addAll(unmatched);
        return new Plan(decisions, shares, loans, wake);
    }
}
