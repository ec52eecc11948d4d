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
 * All are searched at once, by halving the same walk over time.
 */
final class Forecast {
    private record Release(Instant at, QuotaNode team, int gpus) {}

    /** What a request needs to start; many need the same. */
    private record Need(QuotaNode team, int gpus) {}

    private record Span(int low, int high) {
        boolean isOpen() {
            return low < high;
        }

        int middle() {
            return (low + high) / 2;
        }
    }

    private final Book book;
    private final List<Release> releases = new ArrayList<>();
    private final Map<QuotaNode, List<Release>> byTeam = new HashMap<>();
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
        releases.sort((one, other) -> one.at.compareTo(other.at));
        for (Release release : releases)
            byTeam.computeIfAbsent(release.team, _ -> new ArrayList<>()).add(release);
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
        Map<Need, Span> spans = new HashMap<>();
        requests.forEach(request -> spans.put(need(request), new Span(0, releases.size())));
        while (spans.values().stream().anyMatch(Span::isOpen)) halve(spans);
        Map<Waiting, Instant> starts = new HashMap<>();
        for (Waiting request : requests) {
            int at = spans.get(need(request)).low;
            if (at < releases.size()) starts.put(request, startAfter(releases.get(at).at, need(request)));
        }
        return starts;
    }

    private Need need(Waiting request) {
        return new Need(book.team(request.team()), request.minGpus());
    }

    private Instant startAfter(Instant fits, Need need) {
        Instant owed = owedAt(need);
        return owed != null && owed.isBefore(fits) ? owed : fits;
    }

    /** When a team has room for it in what it owns, and the shortest notice has passed since; null if never. */
    private Instant owedAt(Need need) {
        int excess = start.excess(need.team) + need.gpus;
        for (Release release : byTeam.getOrDefault(need.team, List.of())) {
            excess -= release.gpus;
            if (excess <= 0) return shortestNotice == null ? release.at : release.at.plus(shortestNotice);
        }
        return null;
    }

    /** One walk over time; each need looks once, after the release in the middle of its span. */
    private void halve(Map<Need, Span> spans) {
        List<Need> looking = spans.keySet().stream()
                .filter(need -> spans.get(need).isOpen())
                .sorted(Comparator.comparingInt(need -> spans.get(need).middle()))
                .toList();
        QuotaTree tree = start.copy();
        int released = 0;
        for (Need need : looking) {
            Span span = spans.get(need);
            for (; released <= span.middle(); released++) {
                Release release = releases.get(released);
                tree.add(release.team, -release.gpus);
            }
            boolean fits = tree.available(need.team) >= need.gpus;
            spans.put(need, fits ? new Span(span.low, span.middle()) : new Span(span.middle() + 1, span.high));
        }
    }
}
