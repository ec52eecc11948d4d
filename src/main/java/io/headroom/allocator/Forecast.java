package io.headroom.allocator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a waiting request would fit at the earliest, beyond what was rehearsed: leases end, those that were told give back
 * by their deadline, and once its own team has room in what it owns, nobody has more notice than the shortest there is.
 * All requests are searched at once, by halving the same walk over time.
 */
final class Forecast {
    private record Release(Instant at, QuotaNode team, int gpus) {}

    private record Span(int low, int high) {
        int middle() {
            return (low + high) / 2;
        }
    }

    private final Book book;
    private final List<Release> releases = new ArrayList<>();
    private final QuotaTree start;
    private Duration shortestNotice;

    Forecast(Book book) {
        this.book = book;
        start = book.horizons().now().copy();
        book.leases().forEach(this::expect);
        for (Claim claim : book.claims()) {
            start.add(claim.team(), claim.gpus());
            releases.add(new Release(claim.request().endsAt(), claim.team(), claim.gpus()));
        }
        releases.sort(Comparator.comparing(Release::at));
    }

    private void expect(Lease lease) {
        if (shortestNotice == null || lease.grace().compareTo(shortestNotice) < 0) shortestNotice = lease.grace();
        int left = lease.gpus();
        for (Lease.Leaving l : lease.leaving()) {
            if (!l.notice().deadline().isBefore(lease.held().endsAt())) continue;
            int gpus = Math.min(left, l.notice().gpus());
            releases.add(new Release(l.notice().deadline(), lease.team(), gpus));
            left -= gpus;
        }
        if (left > 0) releases.add(new Release(lease.held().endsAt(), lease.team(), left));
    }

    /** The earliest known start of each request that has one. */
    Map<Waiting, Instant> earliest(List<Waiting> requests) {
        Map<Waiting, Span> spans = new HashMap<>();
        requests.forEach(request -> spans.put(request, new Span(0, releases.size())));
        while (spans.values().stream().anyMatch(span -> span.low < span.high)) halve(spans);
        Map<Waiting, Instant> starts = new HashMap<>();
        spans.forEach((request, span) -> {
            if (span.low < releases.size()) starts.put(request, startAfter(releases.get(span.low).at, request));
        });
        return starts;
    }

    private Instant startAfter(Instant fits, Waiting request) {
        Instant owed = owedAt(request);
        return owed != null && owed.isBefore(fits) ? owed : fits;
    }

    /** When its team has room for it in what it owns, and the shortest notice has passed since; null if never. */
    private Instant owedAt(Waiting request) {
        QuotaNode team = book.team(request.team());
        int excess = start.excess(team) + request.minGpus();
        for (Release release : releases) {
            if (release.team != team) continue;
            excess -= release.gpus;
            if (excess <= 0) return release.at.plus(shortestNotice);
        }
        return null;
    }

    /** One walk over time; each request looks once, after the release in the middle of its span. */
    private void halve(Map<Waiting, Span> spans) {
        Map<Integer, List<Waiting>> looking = new HashMap<>();
        spans.forEach((request, span) -> {
            if (span.low < span.high)
                looking.computeIfAbsent(span.middle(), _ -> new ArrayList<>()).add(request);
        });
        QuotaTree tree = start.copy();
        for (int i = 0; i < releases.size(); i++) {
            tree.add(releases.get(i).team, -releases.get(i).gpus);
            for (Waiting request : looking.getOrDefault(i, List.of())) {
                boolean fits = tree.available(book.team(request.team())) >= request.minGpus();
                Span span = spans.get(request);
                spans.put(request, fits ? new Span(span.low, i) : new Span(i + 1, span.high));
            }
        }
    }
}
