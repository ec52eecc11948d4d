package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Calls a webhook once. */
@ApplicationScoped
class WebhookSender {
    private final WebhookRepository webhooks;
    private final WebhookBody bodies;
    private final AddressRule addresses;
    private final WebhookClient client;
    private final Clock clock;

    WebhookSender(
            WebhookRepository webhooks, WebhookBody bodies, AddressRule addresses, WebhookClient client, Clock clock) {
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.addresses = addresses;
        this.client = client;
        this.clock = clock;
    }

    Outcome send(Delivery delivery) {
        Optional<Webhook> webhook = webhooks.find(UUID.fromString(delivery.target()));
        if (webhook.isEmpty()) return new Outcome.Pointless("the webhook was removed");
        if (!webhook.get().active() && !delivery.news().action().equals(Deliveries.PING))
            return new Outcome.Pointless("the webhook was paused");
        return switch (addresses.look(URI.create(webhook.get().url()))) {
            case AddressRule.Closed(String rule) -> new Outcome.Failed(null, rule);
            case AddressRule.Open(InetAddress machine) -> call(delivery, webhook.get(), machine);
        };
    }

    private Outcome call(Delivery delivery, Webhook webhook, InetAddress machine) {
        String body = bodies.of(delivery.news(), webhook.format());
        try {
            int status = client.post(URI.create(webhook.url()), machine, headers(delivery, webhook, body), body);
            return status / 100 == 2 ? new Outcome.Delivered(status) : new Outcome.Failed(status, "answered " + status);
        } catch (IOException e) {
            return new Outcome.Failed(null, Failure.words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(null, "the portal stopped meanwhile");
        }
    }

    private Map<String, String> headers(Delivery delivery, Webhook webhook, String body) {
        return Map.of(
                "Content-Type", "application/json",
                "User-Agent", "Headroom",
                "X-Headroom-Event", delivery.news().action(),
                "X-Headroom-Delivery", delivery.id().toString(),
                "X-Headroom-Signature", Signature.of(webhook.secret(), clock.instant(), body));
    }
}
