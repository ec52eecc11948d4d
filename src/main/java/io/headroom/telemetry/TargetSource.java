package io.headroom.telemetry;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Somewhere that says which targets there are. Several sources may name the same one. Make it a {@code @Singleton}: what
 * is wrong in its settings then stops the start.
 */
public interface TargetSource {
    /** What it names now; while it cannot tell, what it named last. Asked before each round: never waits. */
    Collection<Target> targets(Instant now);

    /** Why the targets may not be those of now, or empty if they are. */
    default Optional<Outage> outage(Instant now) {
        return Optional.empty();
    }

    /**
     * A source that cannot tell which targets there are.
     *
     * @param source which, for people
     * @param since until when it could, or since when it should
     * @param targets how many it named last; these are still looked at
     * @param why one sentence without secrets
     */
    record Outage(String source, Instant since, int targets, String why) {}
}
