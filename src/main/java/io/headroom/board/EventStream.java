package io.headroom.board;

import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What changed, for every open page: names of topics, never contents. Pages fetch what they show again, so that
 * authorization and rendering stay in one place. A burst is one signal per {@link #PACE}; the first goes out at once.
 */
@ApplicationScoped
class EventStream {
    private static final Duration PACE = Duration.ofSeconds(2);
    private static final Set<Topic> SHOWN = EnumSet.of(Topic.BOARD, Topic.REQUESTS, Topic.USE, Topic.NOTIFICATIONS);

    private final BroadcastProcessor<Set<Topic>> changes = BroadcastProcessor.create();

    void onChange(@Observes Changed changed) {
        Set<Topic> shown = EnumSet.copyOf(SHOWN);
        shown.retainAll(changed.topics());
        if (!shown.isEmpty()) changes.onNext(shown);
    }

    /** Topics as pages name them, comma separated: {@code board,use}. */
    Multi<String> topics() {
        return Multi.createFrom().<String>emitter(this::follow).onOverflow().dropPreviousItems();
    }

    private void follow(MultiEmitter<? super String> page) {
        Pacer pacer = new Pacer(PACE, Infrastructure.getDefaultWorkerPool(), topics -> page.emit(names(topics)));
        var subscription = changes.subscribe().with(pacer::offer, page::fail, page::complete);
        page.onTermination(() -> {
            subscription.cancel();
            pacer.close();
        });
    }

    private static String names(Set<Topic> topics) {
        return topics.stream()
                .map(topic -> topic.name().toLowerCase(Locale.ROOT))
                .sorted()
                .collect(Collectors.joining(","));
    }
}
