package io.headroom.planning;

import io.headroom.allocator.Kind;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.device.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A drained device whose lease goes on elsewhere, and by when. */
record Leaving(Device device, Instant by) {
    /**
     * Which of these devices their leases leave for others, soonest first. What a lease gives back anyway does not move
     * first, and drained devices are what it gives back first.
     *
     * @param drained in the order in which devices are given back
     * @param givenBack how many GPUs a lease was told to give back; those not told are absent
     */
    static List<Leaving> of(List<Device> drained, Function<Device, Instant> by, Map<UUID, Integer> givenBack) {
        Map<UUID, Integer> staying = new HashMap<>(givenBack);
        List<Leaving> leaving = new ArrayList<>();
        for (Device it : drained)
            if (staying.merge(it.holder().lease(), -1, Integer::sum) < 0) leaving.add(new Leaving(it, by.apply(it)));
        leaving.sort(Comparator.comparing(Leaving::by));
        return leaving;
    }

    /** How long before it leaves a device a lease is told: as before any of its GPUs leave (R9). */
    static Function<Device, Duration> notice(List<Team> teams) {
        Map<String, TeamRules> rules = teams.stream().collect(Collectors.toMap(Team::name, Team::rules));
        return it ->
                rules.get(it.holder().team()).grace(Kind.valueOf(it.holder().kind()));
    }
}
