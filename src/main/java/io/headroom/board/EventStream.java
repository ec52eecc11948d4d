package io.headroom.board;

import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed, for every open page: names of topics, never contents. Pages fetch what they show again, so that
 * authorization and rendering stay in one place. A burst is one signal per {@link #PACE}; the first goes out at once.
 */
@ApplicationScoped
class EventStream {
    /** Shortest time between two signals to one page. */
    static final Duration PACE = Duration.ofSeconds(2);

    private static final Set<Topic> SHOWN = EnumSet.of(Topic.BOARD, Topic.REQUESTS, Topic.USE);

    private final BroadcastProcessor<Set<Topic>> changes = BroadcastProcessor.create();

    void onChange(@Observes Changed changed) {
        changes.onNext(changed.topics());
    }

    /** Topics as pages name them, comma separated: {@code board,use}. */
    Multi<String> topics() {
        // A group opens with its first change and collects what follows; so the first change is told at once and the
        // rest of its burst together when the pace allows.
        return Multi.createFrom()
                .<Set<Topic>>emitter(emitter -> {
                    Pacer pacer = new Pacer(emitter::emit);
                    var subscription = changes.subscribe().with(pacer::offer, emitter::fail, emitter::complete);
                    emitter.onTermination(() -> {
                        subscription.cancel();
                        pacer.close();
                    });
                })
                .onOverflow()
                .dropPreviousItems()
                .map(EventStream::names)
                .filter(names -> !names.isEmpty());
    }

    private static String names(Set<Topic> topics) {
        List<Topic> shown = topics.stream().filter(SHOWN::contains).toList();
        return shown.stream()
                .map(topic -> topic.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(","));
    }

    /** Lets the first change through at once and holds the following ones together until the pace allows. */
    static final class Pacer implements AutoCloseable {
        private final java.util.function.Consumer<Set<Topic>> out;
        private final Set<Topic> held = EnumSet.noneOf(Topic.class);
        private long quietUntil = System.nanoTime();
        private java.util.concurrent.ScheduledFuture<?> flush;

        Pacer(java.util.function.Consumer<Set<Topic>> out) {
            this.out = out;
        }

        synchronized void offer(Set<Topic> topics) {
            held.addAll(topics);
            long wait = quietUntil - System.nanoTime();
            if (wait <= 0) emit();
            else if (flush == null)
                flush = io.smallrye.mutiny.infrastructure.Infrastructure.getDefaultWorkerPool()
                        .schedule(this::emit, wait, java.util.concurrent.TimeUnit.NANOSECONDS);
        }

        private synchronized void emit() {
            flush = null;
            quietUntil = System.nanoTime() + PACE.toNanos();
            Set<Topic> now = Set.copyOf(held);
            held.clear();
            if (!now.isEmpty()) out.accept(now);
        }

        @Override
        public synchronized void close() {
            if (flush != null) flush.cancel(false);
        }
    }
}
