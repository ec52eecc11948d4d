package io.headroom.notification;

import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** A webhook as its page prints it. */
record WebhookView(
        String id,
        String scope,
        String url,
        String format,
        boolean active,
        String createdBy,
        List<AttemptView> attempts) {
    static WebhookView of(Webhook it, List<Attempt> attempts, Instant now) {
        return new WebhookView(
                it.id().toString(),
                it.team() == null ? "everything" : it.team(),
                it.url(),
                it.format().name().toLowerCase(Locale.ROOT),
                it.active(),
                it.createdBy(),
                attempts.stream().map(one -> AttemptView.of(one, now)).toList());
    }

    /** One attempt to reach it. */
    record AttemptView(When at, String action, String delivery, String result, String css, String error) {
        static AttemptView of(Attempt it, Instant now) {
            return new AttemptView(
                    When.of(it.at(), now),
                    it.action(),
                    it.delivery().toString(),
                    it.status() == null ? "no answer" : it.status().toString(),
                    it.error() == null ? "ok" : "bad",
                    it.error());
        }
    }
}
