package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.platform.Audience;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class PersonRepository {
    private static final Duration FRESH = Duration.ofMinutes(5);

    private final Jdbi jdbi;

    PersonRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Written only if it says something new, or after a while. */
    void seen(Account account, String email, Instant now) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO person (username, name, email, leads, manages, admin, last_seen)
                        VALUES (:username, :name, :email, :leads, :manages, :admin, :now)
                        ON CONFLICT (username) DO UPDATE
                        SET name = excluded.name, email = excluded.email, leads = excluded.leads,
                            manages = excluded.manages, admin = excluded.admin, last_seen = excluded.last_seen
                        WHERE person.last_seen < :stale
                           OR (person.name, person.email, person.leads, person.manages, person.admin)
                              IS DISTINCT FROM
                              (excluded.name, excluded.email, excluded.leads, excluded.manages, excluded.admin)""")
                .bind("username", account.username())
                .bind("name", account.name())
                .bind("email", email)
                .bindArray(
                        "leads", String.class, account.leads().stream().sorted().toList())
                .bindArray(
                        "manages",
                        String.class,
                        account.manages().stream().sorted().toList())
                .bind("admin", account.admin())
                .bind("now", now)
                .bind("stale", now.minus(FRESH))
                .execute());
    }

    Optional<Person> find(String username) {
        return jdbi.withHandle(handle -> handle.select("SELECT * FROM person WHERE username = ?", username)
                .map(ConstructorMapper.of(Person.class))
                .findOne());
    }

    /** Usernames that are this one but for letter case. */
    List<String> named(String username) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT username FROM person WHERE lower(username) = lower(?) ORDER BY username", username)
                .mapTo(String.class)
                .list());
    }

    /** Those of an audience who were seen since an instant; not whoever did it, who knows. */
    List<Person> concerned(Set<Audience> audience, String actor, Instant since) {
        Names names = Names.of(audience);
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT * FROM person
                        WHERE last_seen > :since AND username <> :actor
                          AND (leads && :teams OR manages && :cohorts OR admin AND :admins OR username = ANY(:people))""")
                .bind("since", since)
                .bind("actor", actor)
                .bindArray("teams", String.class, names.teams())
                .bindArray("cohorts", String.class, names.cohorts())
                .bindArray("people", String.class, names.people())
                .bind("admins", audience.contains(new Audience.Admins()))
                .map(ConstructorMapper.of(Person.class))
                .list());
    }

    void wishes(String username, MailWish wish) {
        jdbi.useHandle(handle -> handle.execute("UPDATE person SET mail = ? WHERE username = ?", wish, username));
    }

    private record Names(List<String> teams, List<String> cohorts, List<String> people) {
        static Names of(Set<Audience> audience) {
            Names names = new Names(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
            for (Audience one : audience) {
                switch (one) {
                    case Audience.Leads(var team) -> names.teams.add(team);
                    case Audience.Managers(var cohort) -> names.cohorts.add(cohort);
                    case Audience.Person(var username) -> names.people.add(username);
                    case Audience.Admins() -> {}
                }
            }
            return names;
        }
    }
}
