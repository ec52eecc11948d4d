package io.headroom.testing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The body of a request, by default one that makes sense. A field set to null is left out. */
public final class Ask {
    private final Map<String, String> fields = new LinkedHashMap<>();

    private Ask(String team, String flavor, int gpus) {
        text("team", team).text("flavor", flavor).raw("gpus", Integer.toString(gpus));
        text("kind", "training").text("duration", "PT8H").text("purpose", "A test");
    }

    public static Ask gpus(int gpus, String flavor, String team) {
        return new Ask(team, flavor, gpus);
    }

    /** The same with a field set to a JSON string. */
    public Ask text(String field, String value) {
        return raw(field, value == null ? null : "\"" + value + "\"");
    }

    /** The same with a field set to any JSON. */
    public Ask raw(String field, String json) {
        if (json == null) fields.remove(field);
        else fields.put(field, json);
        return this;
    }

    public String json() {
        return fields.entrySet().stream()
                .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    @Override
    public String toString() {
        return json();
    }
}
