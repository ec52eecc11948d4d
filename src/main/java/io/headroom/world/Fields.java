package io.headroom.world;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The fields of one object, all of them known. A field that is null is as good as absent. */
final class Fields {
    private final Place place;
    private final Map<String, Value> given;

    Fields(Place place, Map<String, Value> given, Set<String> known) {
        this.place = place;
        this.given = given;
        for (String name : given.keySet()) if (!known.contains(name)) throw unknown(place.field(name), known);
    }

    /** The names of fields, in the order in which messages list them. */
    static Set<String> named(String... names) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(List.of(names)));
    }

    static BadWorld unknown(Place place, Set<String> known) {
        return new BadWorld(place, "is not a field; known are " + String.join(", ", known));
    }

    Value required(String name) {
        Value value = given.get(name);
        if (value == null) throw new BadWorld(place.field(name), "is missing");
        return value;
    }

    Optional<Value> optional(String name) {
        return Optional.ofNullable(given.get(name)).filter(value -> value.raw() != null);
    }

    int gpus(String name, int least, int otherwise) {
        return optional(name).map(value -> value.gpus(least)).orElse(otherwise);
    }

    int number(String name) {
        return optional(name)
                .map(value -> value.whole(Integer.MIN_VALUE, Integer.MAX_VALUE))
                .orElse(0);
    }

    List<Value> list(String name) {
        return optional(name).map(Value::list).orElse(List.of());
    }
}
