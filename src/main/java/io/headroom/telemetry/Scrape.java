package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One look at one target, success or not.
 *
 * @param target what was asked
 * @param mapping exporter found there, null if none
 * @param devices what it says, empty on error
 * @param lines sample lines read
 * @param dropped samples not believed
 * @param scrapedAt when asking began, or when the server that was asked had scraped; the age of the data counts from
 *     here
 * @param duration how long it took
 * @param error one sentence, or null on success
 * @param leftOut what of it was not told or is not believed, and why; null if nothing
 */
public record Scrape(
        String target,
        String mapping,
        List<DeviceReading> devices,
        long lines,
        long dropped,
        Instant scrapedAt,
        Duration duration,
        String error,
        String leftOut) {
    public Scrape {
        devices = List.copyOf(devices);
    }

    static Scrape of(String target, Reading reading, Instant at, Duration took) {
        return new Scrape(
                target,
                reading.mapping(),
                reading.devices(),
                reading.lines(),
                reading.dropped(),
                at,
                took,
                reading.problem(),
                null);
    }

    static Scrape failed(String target, String error, Instant at, Duration took) {
        return new Scrape(target, null, List.of(), 0, 0, at, took, error, null);
    }

    /** One whose question about one exporter a server did not answer well, though others it may have. */
    static Scrape unanswered(String server, String mapping, String error, Instant at, Duration took) {
        return new Scrape(server, null, List.of(), 0, 0, at, took, error, mapping + ": " + error);
    }

    /** Looks at several exporters by way of one server, as one look at that server; as old as the newest that succeeded. */
    static Scrape together(List<Scrape> looks) {
        Scrape newest =
                Collections.max(looks, Comparator.comparing(Scrape::succeeded).thenComparing(Scrape::scrapedAt));
        return new Scrape(
                newest.target,
                joined(looks, Scrape::mapping, ", "),
                looks.stream().flatMap(look -> look.devices.stream()).toList(),
                looks.stream().mapToLong(Scrape::lines).sum(),
                looks.stream().mapToLong(Scrape::dropped).sum(),
                newest.scrapedAt,
                newest.duration,
                newest.error,
                joined(looks, Scrape::leftOut, "; "));
    }

    private static String joined(List<Scrape> looks, Function<Scrape, String> text, String separator) {
        String all = looks.stream()
                .map(text)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .collect(Collectors.joining(separator));
        return all.isEmpty() ? null : all;
    }

    /**
     * With the node that the exporter runs on, if that is known. An exporter in a container often calls itself after its
     * pod; one that tells of several nodes is believed.
     */
    Scrape on(String node) {
        boolean several = devices.stream().map(DeviceReading::node).distinct().count() > 1;
        if (node == null || several) return this;
        return with(devices.stream().map(it -> it.on(node)).toList());
    }

    /** Those devices of which nothing tells a node are taken to be where the exporter answers. */
    Scrape orOn(String host) {
        if (host == null) return this;
        return with(
                devices.stream().map(it -> it.node() == null ? it.on(host) : it).toList());
    }

    Scrape with(List<DeviceReading> there) {
        return only(there, leftOut);
    }

    /** Only these of its devices. @param why the others do not count */
    Scrape only(List<DeviceReading> believed, String why) {
        return new Scrape(target, mapping, believed, lines, dropped, scrapedAt, duration, error, why);
    }

    /** The nodes it tells of. */
    Set<String> nodes() {
        return devices.stream()
                .map(DeviceReading::node)
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    public boolean succeeded() {
        return error == null;
    }

    /** What whoever runs the target should look at: why it failed, or what of it does not count; null if nothing. */
    public String trouble() {
        return error == null ? leftOut : error;
    }
}
