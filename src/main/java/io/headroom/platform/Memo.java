package io.headroom.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Remembers an answer for a while. While one caller asks again, the others are given the old answer. */
public final class Memo<T> {
    private final Duration kept;
    private final ReentrantLock asking = new ReentrantLock();
    private volatile Answer<T> answer;

    private record Answer<T>(T value, Instant at) {}

    public Memo(Duration kept) {
        this.kept = kept;
    }

    /** The answer, about {@code kept} old at most; a clock that was set back asks again. */
    public T get(Instant now, Supplier<T> ask) {
        Answer<T> known = answer;
        if (known != null && (fresh(known, now) || asking.isLocked())) return known.value();
        asking.lock();
        try {
            if (answer == known || !fresh(answer, now)) answer = new Answer<>(ask.get(), now);
            return answer.value();
        } finally {
            asking.unlock();
        }
    }

    private boolean fresh(Answer<T> known, Instant now) {
        return !now.isBefore(known.at()) && now.isBefore(known.at().plus(kept));
    }
}
