package io.headroom.telemetry;

import io.headroom.device.Device;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which devices that exporters report join the inventory in one round. All that joins is capacity, and an exporter may say
 * anything, so how much it can add is bounded. Pure but for what it has let in itself.
 */
final class Joining {
    /** No node has more: 16 devices of 7 slices. */
    static final int MOST_OF_NODE = 128;

    /** Others wait for the next round. */
    static final int MOST_AT_ONCE = 2048;

    /** Why a device does not join. */
    enum Obstacle {
        /** Its exporter sends no host name or no model. */
        NAMELESS,
        /** It is cut into slices, and these join. */
        CUT,
        /** No expression names its flavor, and there are as many such flavors as may be. */
        UNKNOWN_MODEL,
        FULL_NODE,
        TOO_MANY_AT_ONCE
    }

    private final FlavorRule rule;
    private final int mostUnnamed;
    private final Slices slices;
    private final Set<String> flavors;
    private final Map<String, Integer> byNode = new HashMap<>();
    private final List<DeviceReading> joined = new ArrayList<>();

    /**
     * @param mostUnnamed how many flavors there may be that no operator named
     * @param flavors that there are, with devices or without
     */
    Joining(FlavorRule rule, int mostUnnamed, Slices slices, Set<String> flavors, Collection<Device> inventory) {
        this.rule = rule;
        this.mostUnnamed = mostUnnamed;
        this.slices = slices;
        this.flavors = new HashSet<>(flavors);
        inventory.forEach(device -> byNode.merge(device.node(), 1, Integer::sum));
    }

    /** Lets a device in, if nothing is in its way. @return whether it did */
    boolean offer(DeviceReading device) {
        if (obstacle(device).isPresent()) return false;
        joined.add(device);
        byNode.merge(device.node(), 1, Integer::sum);
        flavors.add(rule.of(device));
        return true;
    }

    Optional<Obstacle> obstacle(DeviceReading device) {
        if (device.node() == null || device.model() == null) return Optional.of(Obstacle.NAMELESS);
        if (slices.isCut(device)) return Optional.of(Obstacle.CUT);
        if (!isKnown(rule.of(device))) return Optional.of(Obstacle.UNKNOWN_MODEL);
        if (byNode.getOrDefault(device.node(), 0) >= MOST_OF_NODE) return Optional.of(Obstacle.FULL_NODE);
        return joined.size() < MOST_AT_ONCE ? Optional.empty() : Optional.of(Obstacle.TOO_MANY_AT_ONCE);
    }

    private boolean isKnown(String flavor) {
        if (flavors.contains(flavor) || rule.named().containsKey(flavor)) return true;
        return flavors.stream().filter(it -> !rule.named().containsKey(it)).count() < mostUnnamed;
    }

    /** Those that were let in. */
    List<DeviceReading> joined() {
        return joined;
    }
}
