package io.headroom.notification;

import io.headroom.platform.Happened;
import io.headroom.platform.JsonText;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.UUID;

/** Hears what happens, and writes down in the same transaction who has to be told on which way. */
@ApplicationScoped
class Announcer {
    private final NewsRepository news;
    private final PersonRepository people;
    private final NotificationRepository notifications;
    private final WebhookRepository webhooks;
    private final OutboxRepository outbox;
    private final NotificationConfig config;
    private final Signals signals;
    private final JsonText json;

    Announcer(
            NewsRepository news,
            PersonRepository people,
            NotificationRepository notifications,
            WebhookRepository webhooks,
            OutboxRepository outbox,
            NotificationConfig config,
            Signals signals,
            JsonText json) {
        this.news = news;
        this.people = people;
        this.notifications = notifications;
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.config = config;
        this.signals = signals;
        this.json = json;
    }

    void onHappened(@Observes Happened happened) {
        Notable.of(happened).ifPresent(notable -> announce(happened, notable));
    }

    private void announce(Happened happened, Notable notable) {
        List<Person> concerned = people.concerned(
                happened.audience(), happened.actor(), happened.at().minus(config.forgetAfter()));
        List<UUID> listening = webhooks.listening(happened.subject().team());
        if (concerned.isEmpty() && listening.isEmpty()) return;
        News told = news(happened, notable);
        UUID id = news.add(told);
        concerned.forEach(person -> tell(id, told, person));
        listening.forEach(webhook -> outbox.put(id, Channel.WEBHOOK, webhook.toString(), told.at()));
        signals.changed(Topic.NOTIFICATIONS);
    }

    private void tell(UUID id, News told, Person person) {
        notifications.add(id, person.username());
        if (!config.mail() || person.email() == null) return;
        person.mail().channel(told.importance()).ifPresent(channel -> {
            DigestTime digest = new DigestTime(config.digestAt(), config.zone());
            outbox.put(id, channel, person.username(), channel == Channel.DIGEST ? digest.after(told.at()) : told.at());
        });
    }

    private News news(Happened happened, Notable notable) {
        return new News(
                null,
                happened.at(),
                happened.actor(),
                happened.action(),
                notable.title(),
                notable.importance(happened),
                happened.subject().type(),
                happened.subject().id(),
                happened.subject().team(),
                happened.sentence(),
                link(happened.subject()),
                json.write(happened.before()),
                json.write(happened.after()));
    }

    private static String link(Happened.Subject subject) {
        return switch (subject.type()) {
            case "request" -> "/requests/" + subject.id();
            case "lease" -> "/leases/" + subject.id();
            case "team" -> "/teams/" + subject.id();
            case "node", "device" -> "/fleet";
            case "team-map" -> "/admin/team-map";
            case "policy" -> "/admin/policy";
            case "approval-policy" -> "/admin/approval";
            case "delegation" -> "/inbox/delegations";
            default -> "/board";
        };
    }
}
