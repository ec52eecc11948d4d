package io.headroom.allocator;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Everybody who waits, by team. */
final class WaitingRoom {
    private final Bids bids;
    private final Map<String, Line> lines = new TreeMap<>();
    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, Waiting> single = new TreeMap<>();
    private boolean endsMatter;
    private int pass = 1;

    WaitingRoom(Bids bids) {
        this.bids = bids;
    }

    /** @param alone whether it is asked about by itself: a taker, a reservation, one that starves or was delayed */
    void add(Waiting request, boolean alone) {
        Instant ends = endsMatter ? request.endsAt() : null;
        Line.Shape shape = new Line.Shape(
                request.choice(),
                request.gpus(),
                request.range(),
                request.profile(),
                ends,
                alone ? request.id() : null);
        Place place = new Place(request, shape, bids.of(request, Instant.MAX));
        places.put(request.id(), place);
        lines.computeIfAbsent(request.team(), _ -> new Line()).add(place);
        if (alone) single.put(request.id(), request);
    }

    void remove(Waiting request) {
        Place place = places.remove(request.id());
        if (place == null) return;
        Line line = lines.get(request.team());
        line.remove(place);
        if (line.isEmpty()) lines.remove(request.team());
        single.remove(request.id());
    }

    /** From now on the request is asked about by itself. */
    void single(Waiting request) {
        if (isSingle(request)) return;
        remove(request);
        add(request, true);
    }

    boolean isSingle(Waiting request) {
        return single.containsKey(request.id());
    }

    /** Whether the end of a request's term decides about its answer too: it does while somebody reserved for later. */
    void endsMatter(boolean matter) {
        if (matter == endsMatter) return;
        endsMatter = matter;
        for (Place place : List.copyOf(places.values())) {
            boolean alone = isSingle(place.request());
            remove(place.request());
            add(place.request(), alone);
        }
    }

    void newPass() {
        pass++;
    }

    void refuse(Waiting request) {
        Place place = places.get(request.id());
        if (place != null) lines.get(request.team()).refuse(place.shape(), pass);
    }

    /** Of each shape in a team's line, the first, unless it was refused in this pass. */
    Collection<Place> heads(String team) {
        Line line = lines.get(team);
        return line == null ? List.of() : line.heads(pass);
    }

    /** What a request asks of each flavor it accepts. */
    List<Bid> bids(Place place, Instant now) {
        return Bids.isScheduled(place.request(), now) ? bids.of(place.request(), now) : place.bids();
    }

    /** What a request asks of each flavor it accepts. */
    List<Bid> bids(Waiting request, Instant now) {
        return bids(places.get(request.id()), now);
    }

    Line.Shape shape(Waiting request) {
        return places.get(request.id()).shape();
    }

    Waiting get(String id) {
        Place place = places.get(id);
        return place == null ? null : place.request();
    }

    Collection<String> teams() {
        return lines.keySet();
    }

    Collection<Waiting> of(String team) {
        return lines.containsKey(team) ? lines.get(team).all() : List.of();
    }

    /** Those that are asked about by themselves. */
    Collection<Waiting> singles() {
        return List.copyOf(single.values());
    }

    Collection<Waiting> all() {
        return places.values().stream().map(Place::request).toList();
    }

    int size() {
        return places.size();
    }

    boolean isEmpty() {
        return places.isEmpty();
    }
}
