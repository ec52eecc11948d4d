package io.headroom.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is below whom: nobody below itself, nobody absurdly deep. */
final class Ancestry {
    /** Deeper than any organization, and no deeper than a plan can climb. */
    private static final int DEEPEST = 1_000;

    private static final int SHOWN = 10;

    private final Map<String, Value> parents;
    private final Map<String, Integer> depths = new HashMap<>();

    Ancestry(Map<String, Value> parents) {
        this.parents = parents;
    }

    void check(List<String> names) {
        for (String name : names) climb(name, names);
    }

    /** Climbs to the first one whose depth is known, and finds those of all it passed. */
    private void climb(String from, List<String> names) {
        Map<String, Integer> passed = new HashMap<>();
        List<String> path = new ArrayList<>();
        String at = from;
        while (at != null && !depths.containsKey(at)) {
            if (passed.put(at, path.size()) != null) throw circle(path.subList(path.indexOf(at), path.size()), names);
            path.add(at);
            at = above(at);
        }
        int depth = at == null ? 0 : depths.get(at);
        for (String name : path.reversed()) {
            depths.put(name, ++depth);
            if (depth > DEEPEST) throw parents.get(name).wrong("is nested deeper than " + DEEPEST + " cohorts");
        }
    }

    private String above(String name) {
        Value parent = parents.get(name);
        return parent == null ? null : parent.text();
    }

    /** The last of them in the list closes the circle. */
    private BadWorld circle(List<String> members, List<String> names) {
        Set<String> inside = new HashSet<>(members);
        String last =
                names.reversed().stream().filter(inside::contains).findFirst().orElseThrow();
        List<String> round = new ArrayList<>();
        for (String at = above(last); round.size() < members.size(); at = above(at)) round.add(at);
        round.add(round.getFirst());
        return parents.get(last).wrong("is below itself (" + joined(round) + ")");
    }

    private static String joined(List<String> round) {
        List<String> shown = new ArrayList<>(round.subList(0, Math.min(SHOWN, round.size() - 1)));
        if (round.size() - 1 > SHOWN) shown.add("…");
        shown.add(round.getLast());
        return String.join(" < ", shown.stream().map(Shown::plain).toList());
    }
}
