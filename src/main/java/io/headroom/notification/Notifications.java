package io.headroom.notification;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Slice;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/** What people were told, each of them their own. */
@ApplicationScoped
class Notifications {
    private final NotificationRepository repository;
    private final PersonRepository people;
    private final OutboxRepository outbox;
    private final Signals signals;
    private final Clock clock;

    Notifications(
            NotificationRepository repository,
            PersonRepository people,
            OutboxRepository outbox,
            Signals signals,
            Clock clock) {
        this.repository = repository;
        this.people = people;
        this.outbox = outbox;
        this.signals = signals;
        this.clock = clock;
    }

    int unread(String person) {
        return repository.unread(person);
    }

    Slice<Notification> list(NotificationFilter filter) {
        return Slice.of(repository.list(filter), filter.limit(), it -> it.id().toString());
    }

    /** @throws Refused 404 if there is none, or it was told to somebody else */
    @Transactional
    Notification read(UUID id, String person) {
        repository.read(id, person, clock.instant());
        signals.changed(Topic.NOTIFICATIONS);
        return repository
                .find(id, person)
                .orElseThrow(() ->
                        new Refused(new CommonRefusal.NotFound("notification", id.toString(), repository.exists(id))));
    }

    @Transactional
    void readAll(String person) {
        repository.readAll(person, clock.instant());
        signals.changed(Topic.NOTIFICATIONS);
    }

    MailWish wish(String person) {
        return people.find(person).map(Person::mail).orElse(MailWish.IMPORTANT);
    }

    /** From now on; who wants no mail also gets none that waits. */
    @Transactional
    void wish(String person, MailWish wish) {
        people.wishes(person, wish);
        if (wish == MailWish.NONE) outbox.dropMailTo(person);
    }
}
