package io.headroom.telemetry;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * How one exporter names things. Data, not code: a new exporter is a new file in {@code telemetry/mappings}.
 *
 * @param name the exporter's own name, shown to people
 * @param families how its metric names begin; letter case is ignored
 * @param facts its metrics, the preferred source of each fact first. Values of different busy signals are not
 *     comparable, so the one used is kept with the value
 * @param labels its label names for each role, the preferred first; letter case is ignored
 * @param whole values of the labels of instance and profile that mean the whole device, as the empty one always does
 * @param info its metrics that tell no fact, only by their labels what a device is: a Prometheus server is asked for them too
 */
public record Mapping(
        String name,
        List<String> families,
        List<FactSource> facts,
        Map<Role, List<String>> labels,
        List<String> whole,
        List<String> info) {
    public Mapping {
        families = List.copyOf(families);
        facts = List.copyOf(facts);
        labels = Map.copyOf(labels);
        whole = List.copyOf(whole);
        info = List.copyOf(info);
    }

    /** The metrics that tell something, each once. */
    List<String> metrics() {
        return Stream.concat(facts.stream().map(FactSource::metric), info.stream())
                .distinct()
                .toList();
    }
}
