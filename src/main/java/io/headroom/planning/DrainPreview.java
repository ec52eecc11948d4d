package io.headroom.planning;

import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.ReclaimReason;
import io.headroom.allocator.World;
import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.device.DrainTarget;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Answers "what would happen if I drained this?" by rehearsing the world without those devices; changes nothing. */
@ApplicationScoped
public class DrainPreview {
    private final Snapshots snapshots;
    private final Devices devices;

    DrainPreview(Snapshots snapshots, Devices devices) {
        this.snapshots = snapshots;
        this.devices = devices;
    }

    /** The world of one moment, and what its leases sit on. */
    private record Now(World world, List<Device> devices) {}

    /** What draining would do. */
    public DrainEffect draining(DrainTarget target, Instant now) {
        Now is = load(now);
        List<Device> leaving = is.devices.stream()
                .filter(it -> it.usable() && target.covers(it))
                .toList();
        World edited = without(is.world, count(leaving), -1, byLease(leaving));
        Effect effect = EditPreview.effect(is.world, edited, now);
        return new DrainEffect(leaving.size(), moves(target, is, effect), effect);
    }

    /** What taking it back into use would do. */
    public DrainEffect undraining(DrainTarget target, Instant now) {
        Now is = load(now);
        List<Device> back = is.devices.stream()
                .filter(it -> it.healthy() && target.aloneDrains(it))
                .toList();
        Map<String, Integer> fewer = byLease(back);
        fewer.replaceAll((_, gpus) -> -gpus);
        World edited = without(is.world, count(back), 1, fewer);
        return new DrainEffect(back.size(), List.of(), EditPreview.effect(is.world, edited, now));
    }

    private Now load(Instant now) {
        return QuarkusTransaction.requiringNew().call(() -> {
            snapshots.pin();
            return new Now(snapshots.load(now).world(), devices.all());
        });
    }

    /** Leases on what is drained already need room as well. */
    private static List<DrainEffect.Move> moves(DrainTarget target, Now is, Effect effect) {
        List<Device> drained = is.devices.stream()
                .filter(it -> it.healthy() && it.holder() != null)
                .filter(it -> it.drain() != null || target.covers(it))
                .toList();
        Map<UUID, Integer> givenBack = new HashMap<>();
        is.world.notices().forEach(it -> givenBack.merge(UUID.fromString(it.lease()), it.gpus(), Integer::sum));
        Map<String, Instant> givenBackBy = new HashMap<>();
        for (Effect.Return it : effect.returns()) {
            if (it.reason() != ReclaimReason.CAPACITY_LOST) continue;
            givenBack.merge(UUID.fromString(it.lease()), it.gpus(), Integer::sum);
            givenBackBy.merge(it.flavor(), it.by(), BinaryOperator.maxBy(Comparator.naturalOrder()));
        }
        Map<String, Integer> free = count(is.devices.stream()
                .filter(it -> it.free() && !target.covers(it))
                .toList());
        Function<Device, Duration> notice = Leaving.notice(is.world.teams());
        List<Leaving> leaving =
                Leaving.of(drained, it -> since(it, effect.from()).plus(notice.apply(it)), givenBack);
        return new Moves(free, givenBackBy).of(leaving, it -> it.usable() && target.covers(it));
    }

    private static Instant since(Device it, Instant now) {
        return it.drain() == null ? now : it.drainedSince();
    }

    /** @param drained how many more GPUs of each lease sit on drained devices */
    private static World without(World world, Map<String, Integer> gpus, int sign, Map<String, Integer> drained) {
        List<Flavor> flavors = world.flavors().stream()
                .map(it -> new Flavor(it.name(), it.capacity() + sign * gpus.getOrDefault(it.name(), 0)))
                .toList();
        List<Held> leases = new ArrayList<>();
        for (Held it : world.leases()) {
            Held.Use use = it.use();
            int count = Math.max(0, use.drained() + drained.getOrDefault(it.id(), 0));
            leases.add(it.using(new Held.Use(use.idle(), use.lost(), use.wanted(), count, use.lendable())));
        }
        return new World(
                world.policy(),
                flavors,
                world.cohorts(),
                world.teams(),
                leases,
                world.waiting(),
                world.notices(),
                world.loans());
    }

    private static Map<String, Integer> count(List<Device> some) {
        return some.stream().collect(Collectors.toMap(Device::flavor, _ -> 1, Integer::sum));
    }

    private static Map<String, Integer> byLease(List<Device> some) {
        return some.stream()
                .filter(it -> it.holder() != null)
                .collect(Collectors.toMap(it -> it.holder().lease().toString(), _ -> 1, Integer::sum, HashMap::new));
    }
}
