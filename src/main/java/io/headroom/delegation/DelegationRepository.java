package io.headroom.delegation;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

@ApplicationScoped
class DelegationRepository {
    private final Jdbi jdbi;

    DelegationRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    Optional<Delegation> find(UUID id) {
        return select("SELECT * FROM delegation WHERE id = ?", id).stream().findFirst();
    }

    /** Newest first. */
    List<Delegation> all() {
        return select("SELECT * FROM delegation ORDER BY id DESC");
    }

    /** Those by or for somebody, newest first. */
    List<Delegation> concerning(String person) {
        return select("SELECT * FROM delegation WHERE delegator = ? OR delegate = ? ORDER BY id DESC", person, person);
    }

    List<Delegation> active(LocalDate today) {
        return select(
                "SELECT * FROM delegation WHERE ended_at IS NULL AND ? BETWEEN first_day AND last_day ORDER BY id",
                today);
    }

    List<Delegation> activeFor(String delegate, LocalDate today) {
        return select("""
                SELECT * FROM delegation
                WHERE delegate = ? AND ended_at IS NULL AND ? BETWEEN first_day AND last_day ORDER BY id""", delegate, today);
    }

    /** Somebody's delegations are made one at a time from here to the end of the transaction. */
    void lockDelegator(String delegator) {
        jdbi.useHandle(handle ->
                handle.execute("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", "delegate " + delegator));
    }

    /** One of the same pair that covers a day of this one. */
    Optional<Delegation> overlapping(Delegation other) {
        return select("""
                        SELECT * FROM delegation WHERE delegator = ? AND delegate = ? AND ended_at IS NULL
                          AND first_day <= ? AND last_day >= ?""", other.delegator(), other.delegate(), other.lastDay(), other.firstDay()).stream()
                .findFirst();
    }

    UUID insert(Delegation delegation) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        INSERT INTO delegation (delegator, delegate, cohorts, admin, first_day, last_day, note, created_at)
                        VALUES (:delegator, :delegate, :cohorts, :admin, :firstDay, :lastDay, :note, :createdAt)
                        RETURNING id""")
                .bindMethods(delegation)
                .bindArray("cohorts", String.class, delegation.cohorts())
                .mapTo(UUID.class)
                .one());
    }

    /** @return false if it has ended already */
    boolean end(UUID id, String by, Instant now) {
        return jdbi.withHandle(handle -> handle.execute(
                        "UPDATE delegation SET ended_at = ?, ended_by = ? WHERE id = ? AND ended_at IS NULL",
                        now,
                        by,
                        id))
                == 1;
    }

    private List<Delegation> select(String sql, Object... arguments) {
        return jdbi.withHandle(handle -> handle.select(sql, arguments)
                .map(ConstructorMapper.of(Delegation.class))
                .list());
    }
}
