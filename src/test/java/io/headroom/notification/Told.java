package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Makes things happen, and people who may hear of them, in a test's words. */
@ApplicationScoped
class Told {
    private final Journal journal;
    private final PersonRepository people;
    private final Jdbi jdbi;

    Told(Journal journal, PersonRepository people, Jdbi jdbi) {
        this.journal = journal;
        this.people = people;
        this.jdbi = jdbi;
    }

    /** Somebody leads vision and was here just now. */
    void lead(String username) {
        Account account = new Account(username, username, Set.of("vision"), Set.of(), Set.of(), false);
        people.seen(account, username + "@headroom.example", TestClock.now());
    }

    /** Something about a lease of vision happens. */
    void happens(String action, String sentence) {
        QuarkusTransaction.requiringNew().run(() -> tell(action, sentence));
    }

    /** The same, within the caller's transaction. */
    void tell(String action, String sentence) {
        journal.tell(new Happened(
                TestClock.now(),
                "allocator",
                action,
                new Happened.Subject("lease", UUID.randomUUID().toString(), "vision"),
                Set.of(new Audience.Leads("vision")),
                null,
                Map.of("gpus", 4),
                sentence));
    }

    /** A number from the database. */
    int count(String sql) {
        return jdbi.withHandle(handle -> handle.select(sql).mapTo(Integer.class).one());
    }
}
