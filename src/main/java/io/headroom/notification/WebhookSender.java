package io.headroom.notification;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Calls a webhook once. */
@ApplicationScoped
class WebhookSender {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebhookRepository webhooks;
    private final WebhookBody bodies;
    private final AddressRule addresses;
    private final Clock clock;

    /** Follows no redirect: it would lead past the rule about addresses. */
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();

    WebhookSender(WebhookRepository webhooks, WebhookBody bodies, AddressRule addresses, Clock clock) {
        this.webhooks = webhooks;
        this.bodies = bodies;
        this.addresses = addresses;
        this.clock = clock;
    }

    Outcome send(Delivery delivery) {
        Optional<Webhook> webhook = webhooks.find(UUID.fromString(delivery.target()));
        if (webhook.isEmpty()) return new Outcome.Pointless("the webhook was removed");
        if (!webhook.get().active() && !delivery.news().action().equals(Webhooks.PING))
            return new Outcome.Pointless("the webhook was paused");
        URI address = URI.create(webhook.get().url());
        Optional<String> refusal = addresses.refusal(address);
        if (refusal.isPresent()) return new Outcome.Failed(null, refusal.get());
        return call(request(delivery, webhook.get(), address));
    }

    private HttpRequest request(Delivery delivery, Webhook webhook, URI address) {
        String body = bodies.of(delivery.news(), webhook.format());
        return HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("User-Agent", "Headroom")
                .header("X-Headroom-Event", delivery.news().action())
                .header("X-Headroom-Delivery", delivery.id().toString())
                .header("X-Headroom-Signature", Signature.of(webhook.secret(), clock.instant(), body))
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private Outcome call(HttpRequest request) {
        try {
            var response = client.send(request, BodyHandlers.ofInputStream());
            // Nobody reads what it says, and it may go on for ever.
            try (InputStream _ = response.body()) {
                int status = response.statusCode();
                return status / 100 == 2
                        ? new Outcome.Delivered(status)
                        : new Outcome.Failed(status, "answered " + status);
            }
        } catch (IOException e) {
            return new Outcome.Failed(null, Failure.words(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Failed(null, "the portal stopped meanwhile");
        }
    }
}
