package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * When a waiting request would fit, if nothing happens but what is known to: leases end, and those that were told give
 * back by their deadline. All requests are searched at once, by halving the same walk over time.
 */
final class Forecast {
    private record Release(Instant at, String team, int gpus) {}

    private record Span(int low, int high) {
        int middle() {
            return (low + high) / 2;
        }
    }

    private final List<Release> releases = new ArrayList<>();
    private final QuotaTree start;

    Forecast(Book book) {
        start = book.horizons().now().copy();
        book.leases().forEach(this::expect);
        for (Claim claim : book.claims()) {
            if (claim.from().isAfter(book.now())) start.add(claim.team(), claim.gpus());
            releases.add(new Release(claim.request().endsAt(), claim.team(), claim.gpus()));
        }
        releases.sort(Comparator.comparing(Release::at));
    }

    private void expect(Lease lease) {
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
            if (span.low < releases.size()) starts.put(request, releases.get(span.low).at);
        });
        return starts;
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
                boolean fits = tree.available(request.team()) >= request.minGpus();
                Span span = spans.get(request);
                spans.put(request, fits ? new Span(span.low, i) : new Span(i + 1, span.high));
            }
        }
    }
}
