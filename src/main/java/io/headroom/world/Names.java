package io.headroom.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The names of one sort of thing. Each is used once, and what refers to one has to exist, before it or after it. */
final class Names {
    private final String what;
    private final Map<String, String> known = new HashMap<>();
    private final List<Value> unknown = new ArrayList<>();

    /** @param what for example "a team" */
    Names(String what) {
        this.what = what;
    }

    String declare(Value value) {
        return declare(value, "is used twice");
    }

    /** @param otherwise what is wrong if the name is taken */
    String declare(Value value, String otherwise) {
        String name = value.name();
        if (known.putIfAbsent(name, name) != null) throw value.wrong(otherwise);
        return name;
    }

    /** A name that has to be declared somewhere. */
    String refer(Value value) {
        String name = known.get(value.text());
        if (name != null) return name;
        unknown.add(value);
        return value.text();
    }

    /** Everything is read: what is not declared now does not exist. */
    void settle() {
        for (Value value : unknown) if (!known.containsKey(value.text())) throw value.wrong("is not " + what);
    }

    int size() {
        return known.size();
    }
}
