package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.telemetry.Joining.Obstacle;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Where exporters and the inventory do not agree. Pure. What one thing to do repairs is one finding, however many GPUs it is
 * about, so that the count of findings is that of things to do.
 */
final class InventoryFindings {
    private static final int MOST_NAMED = 8;
    private static final String NO_NODE = "no node";

    private InventoryFindings() {}

    static List<Finding> of(Sighting seen) {
        List<Finding> found = new ArrayList<>(strangers(seen));
        found.addAll(elsewhere(seen));
        found.addAll(withoutSeries(seen));
        for (URI it : seen.late()) found.add(late(it, seen.at()));
        return found;
    }

    private static List<Finding> strangers(Sighting seen) {
        Map<String, List<DeviceReading>> ofUnknownModel = new TreeMap<>();
        Map<String, List<Stranger>> others = new TreeMap<>();
        for (Stranger it : seen.unknown()) {
            if (it.is(Obstacle.UNKNOWN_MODEL))
                ofUnknownModel
                        .computeIfAbsent(it.reading().model(), _ -> new ArrayList<>())
                        .add(it.reading());
            else if (!it.is(Obstacle.CUT))
                others.computeIfAbsent(Objects.requireNonNullElse(it.reading().node(), NO_NODE), _ -> new ArrayList<>())
                        .add(it);
        }
        List<Finding> found = new ArrayList<>();
        others.forEach((node, its) -> found.add(unknownDevices(node, its, seen.at())));
        ofUnknownModel.forEach((model, its) -> found.add(unknownModel(model, its, seen.at())));
        return found;
    }

    /** By node: its exporter is what has to be corrected. */
    private static Finding unknownDevices(String node, List<Stranger> its, Instant at) {
        List<DeviceReading> readings = its.stream().map(Stranger::reading).toList();
        boolean nowhere = readings.getFirst().node() == null;
        long nameless = readings.stream().filter(it -> it.model() == null).count();
        String full = its.stream().anyMatch(it -> it.is(Obstacle.FULL_NODE))
                ? " That node has " + Joining.MOST_OF_NODE + " already, more than any can have."
                : "";
        String sentence = "Exporters report " + FindingRules.gpus(its.size()) + " with "
                + (nowhere ? node : "node " + node) + " that the inventory does not have"
                + (nameless == 0 ? "" : ", " + nameless + " without a model") + ": " + names(readings) + "." + full;
        return new Finding(Finding.Kind.UNKNOWN_DEVICE, node, nowhere ? null : node, null, null, sentence, at, at);
    }

    /** By model: to name it is one thing to do, however many there are. */
    private static Finding unknownModel(String model, List<DeviceReading> its, Instant at) {
        DeviceReading first = its.getFirst();
        String sentence = FindingRules.gpus(its.size()) + " of model " + model
                + " are no capacity, for no flavor is named for it; the first: " + name(first) + " on " + first.node()
                + ".";
        return new Finding(Finding.Kind.UNKNOWN_MODEL, model, first.node(), null, null, sentence, at, at);
    }

    /** By the node where they are known to be. */
    private static List<Finding> elsewhere(Sighting seen) {
        List<Finding> found = new ArrayList<>();
        byNode(seen, it -> it.isElsewhere()).forEach((node, its) -> {
            List<DeviceReading> readings = its.stream().map(Watched::reading).toList();
            String nodes = readings.stream()
                    .map(DeviceReading::node)
                    .distinct()
                    .sorted()
                    .limit(MOST_NAMED)
                    .collect(Collectors.joining(", "));
            String sentence = FindingRules.gpus(its.size()) + " of " + node + (its.size() == 1 ? " is" : " are")
                    + " reported on " + nodes + ": " + names(readings) + ".";
            found.add(
                    new Finding(Finding.Kind.ON_ANOTHER_NODE, node, node, null, null, sentence, seen.at(), seen.at()));
        });
        return found;
    }

    private static Map<String, List<Watched>> byNode(Sighting seen, Predicate<Watched> which) {
        return seen.devices().stream()
                .filter(which)
                .collect(Collectors.groupingBy(it -> it.device().node(), TreeMap::new, Collectors.toList()));
    }

    /** The first of them; a list without end would be read by nobody. */
    private static String names(List<DeviceReading> its) {
        String first = its.stream()
                .map(InventoryFindings::name)
                .sorted()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(", "));
        int others = its.size() - MOST_NAMED;
        return others <= 0 ? first : first + " and " + others + " more";
    }

    private static String name(DeviceReading it) {
        return it.uuid() + (it.instance().isEmpty() ? "" : "/" + it.instance());
    }

    /** By node: an exporter that is gone is one finding, not eight. Drained ones may be switched off, and what is cut is. */
    private static List<Finding> withoutSeries(Sighting seen) {
        List<Finding> found = new ArrayList<>();
        byNode(seen, _ -> true).forEach((node, its) -> {
            List<Device> silent = its.stream()
                    .filter(it -> it.reading() == null)
                    .map(Watched::device)
                    .filter(device -> !Utilization.isCut(device))
                    .toList();
            List<Device> drained =
                    silent.stream().filter(device -> device.drain() != null).toList();
            int missing = silent.size() - drained.size();
            if (missing == 0) return;
            String others = drained.isEmpty()
                    ? "."
                    : ", beside " + drained.size() + " "
                            + drained.getFirst().drain().sentence() + ".";
            String sentence =
                    missing + " of " + its.size() + " GPUs of " + node + " are reported by no exporter" + others;
            found.add(new Finding(Finding.Kind.NO_SERIES, node, node, null, null, sentence, seen.at(), seen.at()));
        });
        return found;
    }

    private static Finding late(URI target, Instant at) {
        String sentence = target + " has not answered well for three intervals.";
        return new Finding(Finding.Kind.LATE_TARGET, target.toString(), null, null, null, sentence, at, at);
    }
}
