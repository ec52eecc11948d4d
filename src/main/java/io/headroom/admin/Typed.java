package io.headroom.admin;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** A form of ours as it was typed: the fields' names and their values, nothing checked yet. */
record Typed(Map<String, String> values) {
    /** What is sent along that is no field of the form. */
    private static final Set<String> NO_FIELDS = Set.of("saved", "version");

    Typed {
        values = new LinkedHashMap<>(values);
    }

    static Typed of(MultivaluedMap<String, String> sent) {
        Map<String, String> values = new LinkedHashMap<>();
        sent.forEach((name, all) -> values.put(name, all.getFirst()));
        values.keySet().removeAll(NO_FIELDS);
        return new Typed(values);
    }

    /** What was typed; null if the field was left out or empty. */
    String get(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
