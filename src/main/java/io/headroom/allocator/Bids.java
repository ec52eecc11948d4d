package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What each request asks of each flavor it accepts. */
record Bids(Map<String, Book> books) {
    static boolean isScheduled(Waiting request, Instant now) {
        return request.startsAt() != null && request.startsAt().isAfter(now);
    }

    /** One for each flavor there is, in order of preference; a reservation is for the first. */
    List<Bid> of(Waiting request, Instant now) {
        boolean scheduled = isScheduled(request, now);
        List<Bid> bids = new ArrayList<>(request.choice().flavors().size());
        for (String flavor : request.choice().flavors()) {
            Book book = books.get(flavor);
            if (book == null || scheduled && !bids.isEmpty()) continue;
            Moment from = scheduled ? Moment.at(request.startsAt()) : Moment.SETTLED;
            bids.add(new Bid(request, book, book.team(request.team()), request.gpus(), from, Lifted.NOTHING));
        }
        return bids;
    }

    /** The one that decides a place in the queue: the first within nominal, else the first; null if there is none. */
    static Bid first(List<Bid> bids) {
        for (Bid bid : bids) if (bid.asksWithinNominal()) return bid;
        return bids.isEmpty() ? null : bids.getFirst();
    }
}
