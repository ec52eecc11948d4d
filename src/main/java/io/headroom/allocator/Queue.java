package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/**
 * Who is next (R4): requests that GPUs were reclaimed for; then requests within nominal; then lower weighted share
 * counting the request itself; then priority in the team; then first come; then id.
 *
 * <p>A reservation comes after those within nominal who need GPUs now, and before those above. Priority orders the requests of one team and never those of two: the first of each team's line compete by share.
 * Shares are looked at anew after every answer.
 */
final class Queue {
    private enum Rank {
        TAKER,
        WITHIN_NOMINAL,
        RESERVATION,
        ABOVE_NOMINAL
    }

    private record Head(Waiting request, Rank rank, double share) {}

    private static final Comparator<Waiting> FIRST_COME =
            Comparator.comparing(Waiting::submittedAt).thenComparing(Waiting::id);
    private static final Comparator<Waiting> WITHIN_TEAM =
            Comparator.comparing(Waiting::priority, Comparator.reverseOrder()).thenComparing(FIRST_COME);
    private static final Comparator<Head> BETWEEN_TEAMS =
            Comparator.comparing(Head::rank).thenComparingDouble(Head::share).thenComparing(Head::request, FIRST_COME);

    private final Predicate<Waiting> taker;
    private final Map<String, Team> teams;
    private final Book book;
    private final Map<String, List<Waiting>> lines = new HashMap<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(BETWEEN_TEAMS);

    Queue(List<Waiting> requests, Predicate<Waiting> taker, Map<String, Team> teams, Book book) {
        this.taker = taker;
        this.teams = teams;
        this.book = book;
        Comparator<Waiting> takersFirst =
                Comparator.comparing((Waiting r) -> ReclaimRight.isScheduled(r, book.now()) || !taker.test(r));
        requests.stream().sorted(takersFirst.thenComparing(WITHIN_TEAM)).forEach(request -> lines.computeIfAbsent(
                        request.team(), _ -> new ArrayList<>())
                .add(request));
        lines.values().forEach(this::offerHead);
    }

    boolean isEmpty() {
        return heads.isEmpty();
    }

    /** The next request; the team's following one only competes once {@link #answered} says the share is known. */
    Waiting next() {
        Waiting next = heads.poll().request;
        lines.get(next.team()).remove(next);
        return next;
    }

    void answered(Waiting request) {
        offerHead(lines.get(request.team()));
    }

    /** Of a team, the first by rank; among equals, the first in line. */
    private void offerHead(List<Waiting> line) {
        if (line.isEmpty()) return;
        Head head = head(line.getFirst());
        for (int i = 1; i < line.size() && head.rank.compareTo(Rank.WITHIN_NOMINAL) > 0; i++) {
            Head other = head(line.get(i));
            if (other.rank.compareTo(head.rank) < 0) head = other;
        }
        heads.add(head);
    }

    private Head head(Waiting request) {
        int over = book.excess(request.team()) + request.gpus();
        double weight = teams.get(request.team()).standing().weight();
        return new Head(request, rank(request, over), over > 0 ? over / weight : over);
    }

    /** A reservation can still take back in time, so it lets go first who needs GPUs within nominal now. */
    private Rank rank(Waiting request, int over) {
        if (ReclaimRight.isScheduled(request, book.now())) return Rank.RESERVATION;
        if (taker.test(request)) return Rank.TAKER;
        return over <= 0 ? Rank.WITHIN_NOMINAL : Rank.ABOVE_NOMINAL;
    }
}
