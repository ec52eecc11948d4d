package io.headroom.board;

import io.headroom.allocator.Held;
import io.headroom.allocator.Team;
import io.headroom.allocator.World;
import io.headroom.device.Assignment;
import io.headroom.device.Device;
import io.headroom.device.Drain;
import io.headroom.lease.OpenLoan;
import io.headroom.planning.Preview;
import io.headroom.planning.Standings;
import io.headroom.telemetry.DeviceErrors;
import io.headroom.telemetry.DeviceUse;
import io.headroom.telemetry.UseVerdict;
import io.headroom.testing.CapacityWorld;
import io.headroom.testing.RandomWorlds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** Fleets in any state: held by whom the allocator says, used as it comes, some of them drained or sick. */
final class RandomPictures {
    private static final Instant NOON = CapacityWorld.NOON;
    private static final int MOST_OUT_OF_USE = 6;

    private final Random random;
    private final List<Device> devices = new ArrayList<>();
    private final Map<UUID, DeviceUse> uses = new HashMap<>();

    private RandomPictures(Random random) {
        this.random = random;
    }

    static Picture of(long seed) {
        RandomWorlds worlds = new RandomWorlds(seed);
        return new RandomPictures(worlds.random()).picture(worlds.busy(NOON));
    }

    private Picture picture(World world) {
        String flavor = world.flavors().getFirst().name();
        int free = world.flavors().getFirst().capacity();
        for (Held lease : world.leases()) {
            Assignment holder =
                    new Assignment(UUID.randomUUID(), lease.team(), lease.kind().name(), NOON);
            for (int i = 0; i < lease.gpus(); i++) add(flavor, holder, random.nextInt(9) == 0);
            free -= lease.gpus();
        }
        for (int i = 0; i < free; i++) add(flavor, null, false);
        for (int i = random.nextInt(MOST_OUT_OF_USE); i > 0; i--) add(flavor, null, true);
        Preview.Standing standing = Standings.of(world);
        return new Picture(
                NOON,
                List.of(flavor),
                cohorts(world),
                standing.shares(),
                devices,
                uses,
                List.of(),
                List.of(),
                standing.loans().stream()
                        .map(it -> new OpenLoan(it.lender(), it.borrower(), it.flavor(), it.gpus(), NOON))
                        .toList(),
                Map.of());
    }

    private void add(String flavor, Assignment holder, boolean outOfUse) {
        boolean sick = outOfUse && random.nextBoolean();
        int number = devices.size();
        Device device = new Device(
                new UUID(0, number),
                "n" + number / 8,
                number % 8,
                "GPU-" + number,
                "",
                "X",
                flavor,
                sick ? "XID 79" : null,
                NOON,
                outOfUse && !sick ? new Drain(NOON, "admin", "A new switch", false) : null,
                holder);
        devices.add(device);
        uses.put(device.id(), use(holder));
    }

    private DeviceUse use(Assignment holder) {
        UseVerdict verdict = holder == null ? null : UseVerdict.values()[random.nextInt(UseVerdict.values().length)];
        boolean stale = random.nextInt(5) == 0;
        Double busy = stale ? null : random.nextDouble();
        return new DeviceUse(verdict, busy, "SM", null, null, null, null, DeviceErrors.UNKNOWN, List.of(), NOON, stale);
    }

    private static Map<String, String> cohorts(World world) {
        Map<String, String> cohortOf = new LinkedHashMap<>();
        for (Team team : world.teams()) cohortOf.put(team.name(), team.cohort());
        return cohortOf;
    }
}
