package io.headroom.notification;

import io.headroom.platform.When;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

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
                attempts(attempts, now));
    }

    private static List<AttemptView> attempts(List<Attempt> newestFirst, Instant now) {
        Set<UUID> later = new HashSet<>();
        return newestFirst.stream()
                .map(one -> AttemptView.of(one, later.add(one.delivery()) && one.error() != null, now))
                .toList();
    }

    /** One attempt to reach it. @param undelivered whether it is the last one of something that did not arrive */
    record AttemptView(
            When at, String action, String delivery, String result, String css, String error, boolean undelivered) {
        static AttemptView of(Attempt it, boolean undelivered, Instant now) {
            return new AttemptView(
                    When.of(it.at(), now),
                    it.action(),
                    it.delivery().toString(),
                    it.status() == null ? "no answer" : it.status().toString(),
                    it.error() == null ? "ok" : "bad",
                    it.error(),
                    undelivered);
        }
    }
}
