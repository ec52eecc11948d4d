package io.headroom.planning;

import io.headroom.device.Device;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Foretells where {@link Vacating} moves leases to: to what is free now, soonest first, and then to what others give back.
 *
 * @param free devices of each flavor that are free now
 * @param givenBackBy when the last of those have left who give back so that the others have room, by flavor
 */
record Moves(Map<String, Integer> free, Map<String, Instant> givenBackBy) {
    /** @param told which devices the answer is about; the others only need their room */
    List<DrainEffect.Move> of(List<Leaving> leaving, Predicate<Device> told) {
        Map<String, Integer> left = new HashMap<>(free);
        Map<DrainEffect.Move, Integer> moves = new LinkedHashMap<>();
        for (Leaving it : leaving) {
            Device device = it.device();
            boolean room = left.merge(device.flavor(), -1, Integer::sum) >= 0;
            Instant by = room ? it.by() : latest(it.by(), givenBackBy.get(device.flavor()));
            String lease = device.holder().lease().toString();
            if (told.test(device))
                moves.merge(
                        new DrainEffect.Move(lease, device.holder().team(), device.flavor(), 1, by), 1, Integer::sum);
        }
        return moves.entrySet().stream()
                .map(it -> it.getKey().of(it.getValue()))
                .toList();
    }

    private static Instant latest(Instant one, Instant other) {
        return other == null || other.isAfter(one) ? other : one;
    }
}
