package io.headroom.notification;

import java.time.Duration;
import java.util.Optional;

/** How long to wait before something that could not be delivered is tried again. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(30);
    private static final Duration LONGEST = Duration.ofHours(4);
    private static final double JITTER = 0.2;

    /** With the pauses between them, a week: longer than a mail server is down unnoticed. */
    static final int MOST_ATTEMPTS = 50;

    private Backoff() {}

    /**
     * Twice as long each time, more or less, so that those who failed together do not come back together.
     *
     * @param attempts how many have failed
     * @param random from 0 to 1
     * @return empty if it is given up
     */
    static Optional<Duration> after(int attempts, double random) {
        if (attempts >= MOST_ATTEMPTS) return Optional.empty();
        Duration doubled = FIRST.multipliedBy(1L << Math.min(attempts - 1, 20));
        Duration pause = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        return Optional.of(Duration.ofMillis(Math.round(pause.toMillis() * (1 + JITTER * (2 * random - 1)))));
    }
}
