package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The requests of one team that wait, in their order: priority, first come, id (R4). Requests of the same shape get the
 * same answer, so that only the first of each shape is asked about.
 */
final class Line {
    static final Comparator<Waiting> FIRST_COME =
            Comparator.comparing(Waiting::submittedAt).thenComparing(Waiting::id);
    static final Comparator<Waiting> ORDER =
            Comparator.comparing(Waiting::priority, Comparator.reverseOrder()).thenComparing(FIRST_COME);

    /** What of a request decides about its answer; one that stands for itself has its id and shares with nobody. */
    record Shape(Choice choice, int gpus, Range range, Profile profile, Instant endsAt, String id) {}

    /** The requests of one shape. */
    static final class Group {
        private final TreeSet<Waiting> requests = new TreeSet<>(ORDER);
        private int refusedIn;

        Waiting first() {
            return requests.first();
        }
    }

    private final Map<Shape, Group> groups = new HashMap<>();

    void add(Waiting request, Shape shape) {
        groups.computeIfAbsent(shape, _ -> new Group()).requests.add(request);
    }

    void remove(Waiting request, Shape shape) {
        Group group = groups.get(shape);
        group.requests.remove(request);
        if (group.requests.isEmpty()) groups.remove(shape);
    }

    /** Nobody of that shape is asked about again in this pass. */
    void refuse(Shape shape, int pass) {
        Group group = groups.get(shape);
        if (group != null) group.refusedIn = pass;
    }

    /** The first of each shape that was not refused in this pass. */
    Collection<Waiting> heads(int pass) {
        List<Waiting> heads = new ArrayList<>(groups.size());
        for (Group group : groups.values()) if (group.refusedIn != pass) heads.add(group.first());
        return heads;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** All that wait, in order. */
    Collection<Waiting> all() {
        TreeMap<Waiting, Waiting> all = new TreeMap<>(ORDER);
        for (Group group : groups.values()) group.requests.forEach(request -> all.put(request, request));
        return all.values();
    }

    Collection<Shape> shapes() {
        return groups.keySet();
    }
}
