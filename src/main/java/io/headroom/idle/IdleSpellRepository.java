package io.headroom.idle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jdbi.v3.core.statement.Update;

/** Spells as rows. Who changes those of a lease has locked it and read them since, so of several replicas one does it. */
@ApplicationScoped
class IdleSpellRepository {
    private final Jdbi jdbi;

    IdleSpellRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<IdleSpell> open() {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM idle_spell WHERE closed_at IS NULL ORDER BY lease, id")
                        .map(ConstructorMapper.of(IdleSpell.class))
                        .list());
    }

    List<IdleSpell> open(UUID lease) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM idle_spell WHERE lease = ? AND closed_at IS NULL ORDER BY id", lease)
                .map(ConstructorMapper.of(IdleSpell.class))
                .list());
    }

    /** Newest first, those that go on before those that are over. */
    List<IdleSpell> recent(int limit) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM idle_spell ORDER BY closed_at IS NULL DESC, at DESC, id DESC LIMIT ?", limit)
                .map(ConstructorMapper.of(IdleSpell.class))
                .list());
    }

    void begin(UUID lease, Collection<UUID> devices, Instant since, Instant now, boolean dryRun) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO idle_spell (lease, device, step, since, at, known_at, dry_run)
                        SELECT :lease::uuid, device, 'SEEN', :since::timestamptz, :now::timestamptz, :now::timestamptz, :dryRun
                        FROM unnest(:devices) AS device""")
                .bind("lease", lease)
                .bindArray("devices", UUID.class, devices)
                .bind("since", since)
                .bind("now", now)
                .bind("dryRun", dryRun)
                .execute());
    }

    /** Nobody has been told of them, for all that counts. */
    void beginAnew(Collection<IdleSpell> spells, Instant since, Instant now) {
        update("SET step = 'SEEN', since = :since, at = :now, known_at = :now", spells, update -> update.bind(
                        "since", since)
                .bind("now", now));
    }

    void count(Collection<IdleSpell> spells, Move.Count from, Instant now) {
        update("SET since = :since, at = :at, known_at = :now", spells, update -> update.bind("since", from.since())
                .bind("at", from.at())
                .bind("now", now));
    }

    void climb(Collection<IdleSpell> spells, IdleStep to, Instant now) {
        update("SET step = :to, at = :now, known_at = :now", spells, update -> update.bind("to", to)
                .bind("now", now));
    }

    void keep(Collection<IdleSpell> spells, String by, String because, Instant now) {
        update(
                "SET step = 'KEPT', at = :now, kept_by = :by, kept_because = :because",
                spells,
                update -> update.bind("now", now).bind("by", by).bind("because", because));
    }

    void close(Collection<IdleSpell> spells, IdleOutcome outcome, Instant now) {
        update("SET closed_at = :now, outcome = :outcome", spells, update -> update.bind("now", now)
                .bind("outcome", outcome));
    }

    private void update(String set, Collection<IdleSpell> spells, UnaryOperator<Update> bind) {
        List<UUID> ids = spells.stream().map(IdleSpell::id).toList();
        jdbi.useHandle(handle -> bind.apply(
                        handle.createUpdate("UPDATE idle_spell " + set + " WHERE id = ANY(:ids) AND closed_at IS NULL")
                                .bindArray("ids", UUID.class, ids))
                .execute());
    }

    /** Ends what was begun in another mode: of a dry run nobody was told, so it does not count when it becomes serious. */
    void closeOthers(IdleMode mode, Instant now) {
        jdbi.useHandle(handle ->
                handle.createUpdate("""
                        UPDATE idle_spell SET closed_at = :now, outcome = 'GONE'
                        WHERE closed_at IS NULL AND (:mode = 'OFF' OR dry_run <> (:mode = 'DRY_RUN'))""").bind("now", now).bind("mode", mode).execute());
    }
}
