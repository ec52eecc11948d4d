package io.headroom.device;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Chooses devices so that a lease sits on as few nodes as possible, and what stays free stays together.
 *
 * <p>Taking: nodes the lease is already on, then the tightest single node that fits the rest (best fit), else the
 * emptiest node first. Giving back is the reverse: from the node where the lease has least.
 */
final class Packing {
    private static final Comparator<Device> BY_PLACE =
            Comparator.comparing(Device::node).thenComparingInt(Device::index);

    private Packing() {}

    /**
     * Picks {@code count} of the free devices.
     *
     * @param already devices the lease holds; their nodes come first
     * @throws IllegalArgumentException if there are fewer free devices than wanted
     */
    static List<Device> take(int count, List<Device> free, List<Device> already) {
        if (free.size() < count)
            throw new IllegalArgumentException("only " + free.size() + " devices are free, not " + count);
        Map<String, List<Device>> byNode = byNode(free);
        List<Device> taken = new ArrayList<>();
        for (String node : byNode(already).keySet()) fill(count, byNode.remove(node), taken);
        while (taken.size() < count) fill(count, byNode.remove(bestNode(byNode, count - taken.size())), taken);
        return taken;
    }

    /** Picks {@code count} of a lease's devices to give back. */
    static List<Device> giveBack(int count, List<Device> held) {
        return byNode(held).values().stream()
                .sorted(Comparator.comparingInt(List::size))
                .flatMap(devices -> devices.reversed().stream())
                .limit(count)
                .toList();
    }

    private static void fill(int count, List<Device> from, List<Device> taken) {
        if (from != null) taken.addAll(from.subList(0, Math.min(from.size(), count - taken.size())));
    }

    private static String bestNode(Map<String, List<Device>> byNode, int wanted) {
        Comparator<Map.Entry<String, List<Device>>> tightest =
                Comparator.comparingInt(entry -> entry.getValue().size());
        return byNode.entrySet().stream()
                .filter(entry -> entry.getValue().size() >= wanted)
                .min(tightest)
                .or(() -> byNode.entrySet().stream().max(tightest))
                .orElseThrow()
                .getKey();
    }

    private static Map<String, List<Device>> byNode(List<Device> devices) {
        return devices.stream()
                .sorted(BY_PLACE)
                .collect(Collectors.groupingBy(Device::node, TreeMap::new, Collectors.toList()));
    }
}
