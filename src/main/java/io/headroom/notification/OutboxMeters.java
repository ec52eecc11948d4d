package io.headroom.notification;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** What has not left yet, by channel; read at once for all gauges. */
@ApplicationScoped
class OutboxMeters {
    private final OutboxRepository outbox;
    private final Clock clock;
    private final MultiGauge due;
    private final MultiGauge failing;
    private final MultiGauge oldest;

    OutboxMeters(OutboxRepository outbox, Clock clock, MeterRegistry metrics) {
        this.outbox = outbox;
        this.clock = clock;
        due = MultiGauge.builder("headroom.outbox.due")
                .description("Deliveries that may leave now")
                .register(metrics);
        failing = MultiGauge.builder("headroom.outbox.failing")
                .description("Deliveries that failed and are tried again")
                .register(metrics);
        oldest = MultiGauge.builder("headroom.outbox.oldest.due")
                .description("For how long the oldest due delivery has been due")
                .baseUnit("seconds")
                .register(metrics);
    }

    @Scheduled(every = "15s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void read() {
        Instant now = clock.instant();
        List<Backlog> backlogs = outbox.backlog(now);
        show(due, backlogs, Backlog::due);
        show(failing, backlogs, Backlog::failing);
        show(oldest, backlogs, it -> it.oldest() == null ? 0 : seconds(it.oldest(), now));
    }

    private static void show(MultiGauge gauge, List<Backlog> backlogs, ToDoubleFunction<Backlog> value) {
        gauge.register(
                backlogs.stream()
                        .map(it -> Row.of(
                                Tags.of("channel", it.channel().name().toLowerCase(Locale.ROOT)),
                                value.applyAsDouble(it)))
                        .toList(),
                true);
    }

    private static double seconds(Instant since, Instant now) {
        return Duration.between(since, now).toMillis() / 1000.0;
    }
}
