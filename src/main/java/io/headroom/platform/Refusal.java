package io.headroom.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Why something asked for is not done. Each feature has its own sealed family; the same refusal is a problem+json answer
 * on the API (RFC 9457) and a page for people.
 */
public interface Refusal {
    /** Last part of the problem's type, for example {@code lease-already-ended}. */
    String type();

    /** HTTP status. */
    int status();

    /** A few words, the same for every refusal of this type. */
    String title();

    /** One sentence that names the thing, the number and the limit. */
    String detail();

    /** Whether the caller tried what is not theirs to do, which goes on record. */
    default boolean denied() {
        return status() == 403;
    }

    /** When the same may be asked again, if time alone makes it possible. */
    default Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Whole seconds, rounded up: after them it is possible. */
    static long seconds(Duration wait) {
        return wait.plusSeconds(1).minusNanos(1).toSeconds();
    }

    /** What a program would want to read from it. */
    default Map<String, Object> facts() {
        return Map.of();
    }
}
