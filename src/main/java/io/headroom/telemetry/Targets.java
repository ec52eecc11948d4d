package io.headroom.telemetry;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The exporters that are watched, and how the last look at each went. */
@ApplicationScoped
public class Targets {
    private final Map<URI, Status> statuses = new ConcurrentHashMap<>();

    /**
     * How a target does.
     *
     * @param since when it was first watched
     * @param lastGood when it last answered well, or null
     * @param last the last look at it, or null
     * @param nodes whose devices it told of when it last answered well
     */
    public record Status(Target target, Instant since, Instant lastGood, Scrape last, Set<String> nodes) {
        boolean late(Instant now, Duration patience) {
            return (lastGood == null ? since : lastGood).plus(patience).isBefore(now);
        }

        /** Whether all it tells of, or is known to tell of, are these nodes. */
        boolean isOf(Set<String> some) {
            if (!nodes.isEmpty()) return some.containsAll(nodes);
            return some.contains(target.node() == null ? target.uri().getHost() : target.node());
        }

        private Status after(Scrape look) {
            return look.succeeded()
                    ? new Status(target, since, look.scrapedAt(), look, look.nodes())
                    : new Status(target, since, lastGood, look, nodes);
        }
    }

    /** Watches these too. */
    public void watch(Collection<URI> targets, Instant now) {
        watchAs(targets.stream().map(Target::at).toList(), now);
    }

    /** Watches these too; an address that is another target now, on another node say, starts anew. */
    void watchAs(Collection<Target> targets, Instant now) {
        for (Target target : targets)
            statuses.compute(
                    target.uri(),
                    (_, before) -> before != null && before.target().equals(target)
                            ? before
                            : new Status(target, now, null, null, Set.of()));
    }

    /** Watches these no more. */
    public void forget(Collection<URI> targets) {
        targets.forEach(statuses::remove);
    }

    /** Every target, in order. */
    public List<Status> all() {
        return statuses.values().stream()
                .sorted(Comparator.comparing(status -> status.target().uri()))
                .toList();
    }

    void looked(Target target, Scrape scrape) {
        statuses.computeIfPresent(
                target.uri(), (_, before) -> before.target().equals(target) ? before.after(scrape) : before);
    }

    DataAge age(Instant now, Duration patience) {
        List<Status> all = all();
        Instant newest = all.stream()
                .map(Status::lastGood)
                .filter(java.util.Objects::nonNull)
                .max(Instant::compareTo)
                .orElse(null);
        return new DataAge(newest, all.size(), (int)
                all.stream().filter(it -> it.late(now, patience)).count());
    }
}
