package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Remembers an answer for a while. */
final class Memo<T> {
    private final Duration kept;
    private T value;
    private Instant at;

    Memo(Duration kept) {
        this.kept = kept;
    }

    /** The answer, at most {@code kept} old; a clock that was set back asks again. */
    synchronized T get(Instant now, Supplier<T> ask) {
        boolean fresh = at != null && !now.isBefore(at) && now.isBefore(at.plus(kept));
        if (!fresh) {
            value = ask.get();
            at = now;
        }
        return value;
    }
}
