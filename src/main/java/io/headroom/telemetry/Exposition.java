package io.headroom.telemetry;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What one exporter said to a Prometheus server, written again as the exporter wrote it. */
final class Exposition {
    /** Samples of one scrape carry one time, or nearly so. A series that is further behind has ended. */
    private static final long ONE_SCRAPE = Duration.ofSeconds(10).toMillis();

    private final List<Line> lines = new ArrayList<>();
    private long newest = Long.MIN_VALUE;
    private String host = "";

    private record Line(long millis, String text) {}

    void add(Map<String, String> labels, String value, long millis) {
        String pairs = labels.entrySet().stream()
                .filter(label -> !label.getKey().equals("__name__"))
                .map(label -> label.getKey() + "=\"" + escaped(label.getValue()) + '"')
                .collect(Collectors.joining(","));
        lines.add(new Line(millis, labels.get("__name__") + '{' + pairs + "} " + value + '\n'));
        newest = Math.max(newest, millis);
        host = labels.getOrDefault("instance", "").replaceFirst(":\\d+$", "");
    }

    /** Where the server found the exporter, without the port; null if it does not say. */
    String host() {
        return host.isEmpty() ? null : host;
    }

    /** When the server last scraped it. */
    Instant scrapedAt() {
        return Instant.ofEpochMilli(newest);
    }

    /** Its newest samples, in the text format. */
    InputStream text() {
        String text = lines.stream()
                .filter(line -> line.millis >= newest - ONE_SCRAPE)
                .map(Line::text)
                .collect(Collectors.joining());
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
