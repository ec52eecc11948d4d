package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Hysteresis for findings: one is said once it was seen for so long, and taken back once it was not seen for so long, so
 * what flaps does not blink. Not for several threads at once.
 */
final class Persistence {
    private final Duration patience;
    private final Map<Finding.Key, Track> tracks = new HashMap<>();

    /** @param latest how it looked last, or null if only a former run of the portal saw it */
    private record Track(Finding latest, Instant first, Instant last, boolean said) {
        /** After a clock was set back: what is dated from the future was seen just now. */
        Track notAfter(Instant now) {
            return last.isAfter(now) ? new Track(latest, first.isAfter(now) ? now : first, now, said) : this;
        }
    }

    Persistence(Duration patience) {
        this.patience = patience;
    }

    /** What was said before a restart, and since when: it is said again as soon as it is seen again. */
    void recall(Map<Finding.Key, Instant> since, Instant now) {
        since.forEach((key, first) -> tracks.putIfAbsent(key, new Track(null, first, now, true)));
    }

    /** Takes in what looks wrong at an instant. @return what is said from now on, oldest first */
    List<Finding> after(List<Finding> seen, Instant now) {
        tracks.replaceAll((_, track) -> track.notAfter(now));
        for (Finding it : seen) tracks.merge(it.key(), new Track(it, now, now, isLong(now, now)), this::seenAgain);
        tracks.values().removeIf(track -> track.last.isBefore(now) && (!track.said || isLong(track.last, now)));
        return tracks.values().stream()
                .filter(track -> track.said && track.latest != null)
                .map(track -> track.latest.seen(track.first, track.last))
                .sorted(Comparator.comparing(Finding::since)
                        .thenComparing(Finding::kind)
                        .thenComparing(Finding::subject))
                .toList();
    }

    private Track seenAgain(Track before, Track now) {
        boolean said = before.said || isLong(before.first, now.last);
        return new Track(now.latest, before.first, now.last, said);
    }

    private boolean isLong(Instant from, Instant now) {
        return !from.plus(patience).isAfter(now);
    }
}
