package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each request asks of each flavor it accepts, at one instant. */
record Bids(Map<String, Book> books, Map<String, Team> teams, Instant now) {
    static boolean isScheduled(Waiting request, Instant now) {
        return request.startsAt() != null && request.startsAt().isAfter(now);
    }

    boolean isScheduled(Waiting request) {
        return isScheduled(request, now);
    }

    /** From when on the request's GPUs count as its own, unless it gets them at once. */
    Moment from(Waiting request) {
        return isScheduled(request) ? Moment.at(request.startsAt()) : Moment.SETTLED;
    }

    Bid of(Waiting request, Book book) {
        TeamRules rules = teams.get(request.team()).rules();
        return new Bid(request, rules, book, request.gpus(), from(request), now, Lifted.NOTHING);
    }

    /** One for each flavor there is, in order of preference; a reservation is for the first. */
    List<Bid> of(Waiting request) {
        List<Bid> bids = new ArrayList<>(request.choice().flavors().size());
        for (String flavor : request.choice().flavors()) {
            Book book = books.get(flavor);
            if (book != null && (bids.isEmpty() || !isScheduled(request))) bids.add(of(request, book));
        }
        return bids;
    }

    /** The one that decides its place in the queue: the first within nominal, else the first; null if there is none. */
    Bid first(Waiting request) {
        Bid first = null;
        for (Bid bid : of(request)) {
            if (bid.excess(bid.team()) <= 0) return bid;
            if (first == null) first = bid;
        }
        return first;
    }
}
