package io.headroom.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A list of exporters that somebody else keeps: one address per line with {@code #} comments, or the JSON of Prometheus'
 * {@code file_sd}. An address is a URL, or {@code host:port} for {@code http://host:port/metrics}.
 */
final class TargetsFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path file;
    private String read;

    TargetsFile(Path file) {
        this.file = file;
    }

    /** The targets if the file says something else than it did at the last call; a file that is wrong is an error once. */
    Optional<Set<URI>> changed() throws IOException {
        String text = text();
        if (text.equals(read)) return Optional.empty();
        read = text;
        return Optional.of(parse(text));
    }

    private String text() throws IOException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            read = null; // once it is back, it is news whatever it says
            throw e;
        }
    }

    static Set<URI> parse(String text) {
        Set<URI> targets = new LinkedHashSet<>();
        if (text.stripLeading().startsWith("[")) groups(text, targets);
        else
            text.lines().map(line -> line.replaceFirst("#.*", "").strip()).forEach(line -> {
                if (!line.isEmpty()) targets.add(address(line, "http", "/metrics"));
            });
        return targets;
    }

    private static void groups(String text, Set<URI> targets) {
        try {
            for (JsonNode group : JSON.readTree(text)) {
                JsonNode labels = group.path("labels");
                for (JsonNode target : group.path("targets")) {
                    targets.add(address(
                            target.asText(),
                            labels.path("__scheme__").asText("http"),
                            labels.path("__metrics_path__").asText("/metrics")));
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("is no JSON as file_sd has it: " + e.getOriginalMessage());
        }
    }

    private static URI address(String text, String scheme, String path) {
        if (text.matches("([^/?#]*://)?[^/?#]*@.*"))
            throw new IllegalArgumentException(
                    "an address must not hold a name or password, addresses are shown: use the access settings");
        String url = text.contains("://") ? text : scheme + "://" + text + path;
        try {
            URI address = URI.create(url);
            if (address.getHost() != null && Set.of("http", "https").contains(address.getScheme())) return address;
        } catch (IllegalArgumentException e) {
            // said below, in the same words
        }
        throw new IllegalArgumentException("\"" + text + "\" must be host:port or a URL with http:// or https://");
    }
}
