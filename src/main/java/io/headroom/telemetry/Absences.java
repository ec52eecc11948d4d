package io.headroom.telemetry;

import io.headroom.device.Device;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Which devices are gone, as far as silence tells: no exporter has told of one for long. While its whole node is silent it
 * may well be the exporter that is gone, so nobody who holds a device loses it by that. A slice is gone at once if its whole
 * is reported and no slice of it: somebody joined it together again, and waiting would cost the whole.
 *
 * <p>Rounds are counted beside the time: a portal that was down, or whose clock jumped, has listened too little to say so.
 * Not for several threads at once.
 */
final class Absences {
    private static final int ENOUGH_ROUNDS = 40;

    private final Map<UUID, Integer> missed = new HashMap<>();

    /**
     * Takes in a round of scrapes.
     *
     * @param unseen devices of which no exporter told lately, and when one last did
     * @param longAgo before when that is long ago
     * @return those that are gone, since when
     */
    Map<UUID, Instant> after(
            List<Device> inventory, Set<DeviceKey> reported, Map<UUID, Instant> unseen, Instant longAgo) {
        count(inventory, reported);
        Set<String> speaking = inventory.stream()
                .filter(device -> reported.contains(Utilization.key(device)))
                .map(Device::node)
                .collect(Collectors.toSet());
        Set<String> joined = joinedAgain(reported);
        return inventory.stream()
                .filter(device -> unseen.containsKey(device.id()))
                .filter(device -> missed.getOrDefault(device.id(), 0) >= ENOUGH_ROUNDS)
                .filter(device -> joined.contains(device.uuid())
                        || unseen.get(device.id()).isBefore(longAgo)
                                && (device.holder() == null || speaking.contains(device.node())))
                .collect(Collectors.toMap(Device::id, device -> unseen.get(device.id())));
    }

    /** UUIDs of wholes that are reported without a slice. */
    private static Set<String> joinedAgain(Set<DeviceKey> reported) {
        Set<String> cut = Slices.uuids(reported.stream());
        return reported.stream()
                .map(DeviceKey::uuid)
                .filter(uuid -> !cut.contains(uuid))
                .collect(Collectors.toSet());
    }

    private void count(List<Device> inventory, Set<DeviceKey> reported) {
        Set<UUID> absent = inventory.stream()
                .filter(device -> !reported.contains(Utilization.key(device)))
                .map(Device::id)
                .collect(Collectors.toSet());
        missed.keySet().retainAll(absent);
        absent.forEach(device -> missed.merge(device, 1, Integer::sum));
    }
}
