package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** When those who wait may start: rehearsed as far as that is affordable, then forecast, never too late (law 10). */
final class Estimates {
    private final Session session;
    private final Rehearsal rehearsal;
    private final Map<String, Instant> forecast = new HashMap<>();

    /**
     * Looks ahead, which uses the session up.
     *
     * @param blocked those for whom to look also beyond what can be rehearsed
     */
    Estimates(Session session, Instant now, Collection<Waiting> blocked) {
        this.session = session;
        this.rehearsal = new Rehearsal(session, now);
        rehearsal.run();
        if (rehearsal.lookedUntil() != null) forecast(blocked);
    }

    private void forecast(Collection<Waiting> blocked) {
        Map<Book, List<Waiting>> left = new LinkedHashMap<>();
        for (Waiting request : blocked)
            for (String flavor : request.choice().flavors())
                if (session.books.containsKey(flavor))
                    left.computeIfAbsent(session.books.get(flavor), _ -> new ArrayList<>())
                            .add(request);
        left.forEach((book, requests) -> new Forecast(book)
                .earliest(requests)
                .forEach((request, start) ->
                        forecast.merge(request.id(), latest(start, rehearsal.lookedUntil()), Estimates::earliest)));
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earliest(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Null if nothing known makes it fit. */
    Instant start(Waiting request) {
        Instant seen = rehearsal.start(request.id());
        return seen != null ? seen : forecast.get(request.id());
    }
}
