package io.headroom.admin;

import io.headroom.platform.FieldError;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The fields of a form by their names; one that was not typed is empty. */
record FormFields(Map<String, Field> all) {
    /** What was typed, and what is wrong with it. */
    static FormFields of(Typed typed, List<FieldError> errors) {
        Map<String, String> wrong = new HashMap<>();
        errors.forEach(error -> wrong.putIfAbsent(error.field(), error.sentence()));
        Map<String, Field> fields = new HashMap<>();
        typed.values().forEach((name, value) -> fields.put(name, new Field(name, value, wrong.get(name))));
        return new FormFields(fields);
    }

    Field get(String name) {
        return all.getOrDefault(name, new Field(name, "", null));
    }
}
