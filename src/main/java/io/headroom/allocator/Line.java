package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The requests of one team that wait, in their order: priority, first come, id (R4). Requests of the same shape get the
 * same answer, so that only the first of each shape is asked about.
 */
final class Line {
    static final Comparator<Waiting> FIRST_COME = Line::byArrival;
    static final Comparator<Waiting> ORDER = Line::byPriority;

    /** What of a request decides about its answer; one that stands for itself has its id and shares with nobody. */
    record Shape(Choice choice, int gpus, Range range, Profile profile, Instant endsAt, String id) {}

    /** The requests of one shape. */
    static final class Group {
        private final TreeSet<Place> places = new TreeSet<>(Place.ORDER);
        private int refusedIn;
    }

    private final Map<Shape, Group> groups = new HashMap<>();

    private static int byPriority(Waiting one, Waiting other) {
        int byPriority = Integer.compare(other.priority(), one.priority());
        return byPriority != 0 ? byPriority : byArrival(one, other);
    }

    private static int byArrival(Waiting one, Waiting other) {
        int byTime = one.submittedAt().compareTo(other.submittedAt());
        return byTime != 0 ? byTime : one.id().compareTo(other.id());
    }

    void add(Place place) {
        groups.computeIfAbsent(place.shape(), _ -> new Group()).places.add(place);
    }

    void remove(Place place) {
        Group group = groups.get(place.shape());
        group.places.remove(place);
        if (group.places.isEmpty()) groups.remove(place.shape());
    }

    /** Nobody of that shape is asked about again in this pass. */
    void refuse(Shape shape, int pass) {
        Group group = groups.get(shape);
        if (group != null) group.refusedIn = pass;
    }

    /** The first of each shape that was not refused in this pass. */
    Collection<Place> heads(int pass) {
        List<Place> heads = new ArrayList<>(groups.size());
        for (Group group : groups.values()) if (group.refusedIn != pass) heads.add(group.places.first());
        return heads;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** All that wait, in order. */
    Collection<Waiting> all() {
        return groups.values().stream()
                .flatMap(group -> group.places.stream())
                .map(Place::request)
                .sorted(ORDER)
                .toList();
    }
}
