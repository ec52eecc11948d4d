package io.headroom.team;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One edit of the rules on record.
 *
 * @param differences one phrase per value that changed, for example {@code quotas h100-80gb nominal: 8 → 4}
 */
public record Change(Instant at, String actor, List<String> differences) {
    public Change {
        differences = List.copyOf(differences);
    }

    static List<String> differences(JsonNode before, JsonNode after) {
        Map<String, String> from = new TreeMap<>();
        Map<String, String> to = new TreeMap<>();
        flatten("", before, from);
        flatten("", after, to);
        TreeSet<String> names = new TreeSet<>(from.keySet());
        names.addAll(to.keySet());
        return names.stream()
                .filter(name -> !from.getOrDefault(name, "").equals(to.getOrDefault(name, "")))
                .map(name ->
                        name + ": " + from.getOrDefault(name, "not set") + " → " + to.getOrDefault(name, "not set"))
                .toList();
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (!node.isObject()) into.put(path.strip(), node.asText());
        else node.properties().forEach(field -> flatten(path + " " + field.getKey(), field.getValue(), into));
    }
}
