package io.headroom.world;

import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Team;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What leases and requests are for, and how they are treated. */
final class Profiles {
    private Profiles() {}

    /** Reclaimable unless it says otherwise: so a request is never kept from borrowing by what nobody wrote. */
    static Profile read(Fields fields) {
        return new Profile(
                fields.optional("kind").map(value -> value.oneOf(Words.KINDS)).orElse(Kind.TRAINING),
                fields.number("priority"),
                fields.optional("reclaimable").map(Value::truth).orElse(true));
    }

    /**
     * R13's default for inference: what a team runs while it holds no more of the flavor than its nominal quota may not
     * be reclaimed.
     *
     * @param silent the inference leases that do not say
     */
    static List<Held> protectInference(List<Held> leases, Set<String> silent, List<Team> teams) {
        if (silent.isEmpty()) return leases;
        record Holding(String team, String flavor) {}
        Map<Holding, Integer> room = new HashMap<>();
        for (Team team : teams)
            team.quotas().forEach((flavor, quota) -> room.put(new Holding(team.name(), flavor), quota.nominal()));
        for (Held lease : leases) room.merge(new Holding(lease.team(), lease.flavor()), -lease.gpus(), Integer::sum);
        return leases.stream()
                .map(lease -> silent.contains(lease.id()) && room.get(new Holding(lease.team(), lease.flavor())) >= 0
                        ? kept(lease)
                        : lease)
                .toList();
    }

    private static Held kept(Held lease) {
        return new Held(
                lease.id(),
                lease.team(),
                lease.flavor(),
                lease.gpus(),
                lease.range(),
                new Profile(lease.kind(), lease.priority(), false),
                lease.use(),
                lease.timesReclaimed(),
                lease.startedAt(),
                lease.endsAt());
    }
}
