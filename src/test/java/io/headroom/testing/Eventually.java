package io.headroom.testing;

import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Waits for what another thread is about to do. */
public final class Eventually {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(20);

    private Eventually() {}

    /** Repeats an assertion until it holds; the last failure is thrown if it never does. */
    public static void eventually(Runnable assertion) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                assertion.run();
                return;
            } catch (AssertionError e) {
                if (System.nanoTime() > deadline) throw e;
            }
            pause();
        }
    }

    /** Reads until the value is as wanted. */
    public static <T> T until(String what, Supplier<T> read, Predicate<T> wanted) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        T value = read.get();
        while (!wanted.test(value)) {
            if (System.nanoTime() > deadline) throw new AssertionError("still waiting until " + what + ": " + value);
            pause();
            value = read.get();
        }
        return value;
    }

    private static void pause() {
        try {
            Thread.sleep(POLL);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
