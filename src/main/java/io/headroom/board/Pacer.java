package io.headroom.board;

import io.headroom.platform.Topic;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Lets the first change through at once, and what follows together when the pace allows it. Safe for many threads. */
final class Pacer implements AutoCloseable {
    private final Duration pace;
    private final ScheduledExecutorService timer;
    private final Consumer<Set<Topic>> out;
    private final Set<Topic> held = EnumSet.noneOf(Topic.class);
    private long quietUntil = System.nanoTime();
    private ScheduledFuture<?> flush;

    /** @param pace shortest time between two sets handed {@code out} */
    Pacer(Duration pace, ScheduledExecutorService timer, Consumer<Set<Topic>> out) {
        this.pace = pace;
        this.timer = timer;
        this.out = out;
    }

    synchronized void offer(Set<Topic> topics) {
        held.addAll(topics);
        long wait = quietUntil - System.nanoTime();
        if (wait <= 0) emit();
        else if (flush == null) flush = timer.schedule(this::emit, wait, TimeUnit.NANOSECONDS);
    }

    @Override
    public synchronized void close() {
        if (flush != null) flush.cancel(false);
    }

    private synchronized void emit() {
        flush = null;
        if (held.isEmpty()) return;
        quietUntil = System.nanoTime() + pace.toNanos();
        Set<Topic> now = Set.copyOf(held);
        held.clear();
        out.accept(now);
    }
}
