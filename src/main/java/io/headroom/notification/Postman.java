package io.headroom.notification;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Delivers what is due, on every replica. A place is sent one thing at a time and costs only itself when it hangs; one
 * that failed is left alone until what is due is looked for again.
 */
@ApplicationScoped
class Postman {
    private static final int WEBHOOKS_AT_ONCE = WebhookClient.MOST_AT_ONCE;
    /** Mail servers slow down those who open many connections. */
    private static final int MAILS_AT_ONCE = 4;

    /** What is not done by then is done again when its lease ends. */
    private static final Duration STOPS_WITHIN = Duration.ofSeconds(4);

    private final Outbox outbox;
    private final MailSender mails;
    private final WebhookSender webhooks;
    private final NotificationConfig config;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Turns<Place> mailTurns = new Turns<>(threads, MAILS_AT_ONCE);
    private final Turns<Place> webhookTurns = new Turns<>(threads, WEBHOOKS_AT_ONCE);

    Postman(Outbox outbox, MailSender mails, WebhookSender webhooks, NotificationConfig config) {
        this.outbox = outbox;
        this.mails = mails;
        this.webhooks = webhooks;
        this.config = config;
    }

    /** @param target a username, or a webhook's id */
    private record Place(Channel channel, String target) {}

    @Scheduled(every = "{headroom.notification.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void deliverMail() {
        if (!config.mail()) return;
        deliver(Channel.MAIL, mailTurns, mails::send);
        deliver(Channel.DIGEST, mailTurns, mails::send);
    }

    @Scheduled(every = "{headroom.notification.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void deliverWebhooks() {
        deliver(Channel.WEBHOOK, webhookTurns, taken -> webhooks.send(taken.getFirst()));
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        threads.shutdown();
        threads.awaitTermination(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void deliver(Channel channel, Turns<Place> turns, Function<List<Delivery>, Outcome> send) {
        for (String target : outbox.due(channel)) {
            Place place = new Place(channel, target);
            turns.serve(place, () -> deliverNext(place, send));
        }
    }

    private boolean deliverNext(Place place, Function<List<Delivery>, Outcome> send) {
        List<Delivery> taken = outbox.take(place.channel(), place.target());
        if (taken.isEmpty()) return false;
        Outcome outcome = attempt(taken, send);
        outbox.settle(taken, outcome);
        return !(outcome instanceof Outcome.Failed);
    }

    /** Whatever goes wrong with one delivery must not keep the others from leaving. */
    private static Outcome attempt(List<Delivery> taken, Function<List<Delivery>, Outcome> send) {
        try {
            return send.apply(taken);
        } catch (RuntimeException e) {
            return new Outcome.Failed(null, Failure.words(e));
        }
    }
}
