package io.headroom.notification;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.function.Supplier;

/** Delivers what is due, on every replica. Mails and webhooks do not wait for one another. */
@ApplicationScoped
class Postman {
    /** A webhook that answers slowly delays those after it; several at once make that rare. */
    private static final int WEBHOOKS_AT_ONCE = 4;

    private final Outbox outbox;
    private final MailSender mails;
    private final WebhookSender webhooks;
    private final NotificationConfig config;

    Postman(Outbox outbox, MailSender mails, WebhookSender webhooks, NotificationConfig config) {
        this.outbox = outbox;
        this.mails = mails;
        this.webhooks = webhooks;
        this.config = config;
    }

    @Scheduled(every = "{headroom.notification.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void deliverMail() {
        if (!config.mail()) return;
        deliverAll(() -> outbox.takeOne(Channel.MAIL), mails::send);
        deliverAll(outbox::takeDigest, mails::send);
    }

    @Scheduled(every = "{headroom.notification.every}", concurrentExecution = ConcurrentExecution.SKIP)
    void deliverWebhooks() throws InterruptedException, ExecutionException {
        Callable<Void> one = () -> {
            deliverAll(() -> outbox.takeOne(Channel.WEBHOOK), taken -> webhooks.send(taken.getFirst()));
            return null;
        };
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Void> done : threads.invokeAll(Collections.nCopies(WEBHOOKS_AT_ONCE, one))) done.get();
        }
    }

    private void deliverAll(Supplier<List<Delivery>> take, Function<List<Delivery>, Outcome> send) {
        for (List<Delivery> taken = take.get(); !taken.isEmpty(); taken = take.get())
            outbox.settle(taken, attempt(taken, send));
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
