package io.headroom.admin;

import io.headroom.platform.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One field of a form: what stands in it and what is wrong with that.
 *
 * @param error null if it is well
 */
public record Field(String name, String value, String error) {
    /** Safe in an id: flavors have dots. */
    public String id() {
        return "edit-" + name.replaceAll("[^a-zA-Z0-9-]", "-");
    }

    /** All fields of a form that was typed. */
    static Map<String, Field> all(Typed typed, List<FieldError> errors) {
        Map<String, String> wrong = new HashMap<>();
        errors.forEach(error -> wrong.putIfAbsent(error.field(), error.sentence()));
        Map<String, Field> fields = new HashMap<>();
        typed.values().forEach((name, value) -> fields.put(name, new Field(name, value, wrong.get(name))));
        return fields;
    }
}
