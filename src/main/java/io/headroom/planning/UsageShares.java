package io.headroom.planning;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.device.Devices;
import io.headroom.platform.Memo;
import io.headroom.team.PolicySettings;
import io.headroom.team.Teams;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Each node's share of the GPU-hours that all teams held over the policy's window (R3's u). */
@ApplicationScoped
class UsageShares {
    private final Teams teams;
    private final Devices devices;
    private final Memo<Measured> measured = new Memo<>(Duration.ofMinutes(1));

    UsageShares(Teams teams, Devices devices) {
        this.teams = teams;
        this.devices = devices;
    }

    /** The tree, each node with its share; all 0 while the policy looks at no history. */
    record Counted(List<Cohort> cohorts, List<Team> teams) {}

    private record Measured(int days, Map<String, Double> seconds) {}

    Counted counted(PolicySettings policy, Instant now) {
        if (policy.policy().historyWeight() == 0) return new Counted(teams.cohorts(), teams.teams());
        return counted(teams.cohorts(), teams.teams(), held(policy, now));
    }

    /** Another window is asked for at once; the same one once a minute. */
    private Map<String, Double> held(PolicySettings policy, Instant now) {
        Measured known = measured.get(now, () -> measure(policy.historyDays(), now));
        return known.days() == policy.historyDays()
                ? known.seconds()
                : measure(policy.historyDays(), now).seconds();
    }

    private Measured measure(int days, Instant now) {
        return new Measured(days, devices.heldSeconds(now.minus(Duration.ofDays(days)), now));
    }

    /** What is held by a team counts for it and for every cohort above it. */
    static Counted counted(List<Cohort> cohorts, List<Team> teams, Map<String, Double> seconds) {
        double all = seconds.values().stream().mapToDouble(Double::doubleValue).sum();
        if (all <= 0) return new Counted(cohorts, teams);
        Map<String, Cohort> byName = new HashMap<>();
        cohorts.forEach(cohort -> byName.put(cohort.name(), cohort));
        Map<String, Double> below = new HashMap<>();
        for (Team team : teams) {
            double share = seconds.getOrDefault(team.name(), 0.0) / all;
            for (Cohort it = byName.get(team.cohort()); it != null; it = byName.get(it.parent()))
                below.merge(it.name(), share, Double::sum);
        }
        return new Counted(
                cohorts.stream()
                        .map(it -> new Cohort(
                                it.name(),
                                it.parent(),
                                used(it.standing(), below.getOrDefault(it.name(), 0.0)),
                                it.quotas()))
                        .toList(),
                teams.stream()
                        .map(it -> it.standing(used(it.standing(), seconds.getOrDefault(it.name(), 0.0) / all)))
                        .toList());
    }

    private static Standing used(Standing it, double share) {
        return new Standing(it.weight(), it.rank(), share, it.createdAt());
    }
}
