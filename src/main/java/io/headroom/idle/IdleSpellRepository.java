package io.headroom.idle;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Spells as rows. Every update names the step it starts from, so of several replicas one makes it. */
@ApplicationScoped
class IdleSpellRepository {
    private final Jdbi jdbi;

    IdleSpellRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    List<IdleSpell> open() {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM idle_spell WHERE closed_at IS NULL ORDER BY lease")
                        .map(ConstructorMapper.of(IdleSpell.class))
                        .list());
    }

    Optional<IdleSpell> open(UUID lease) {
        return jdbi.withHandle(
                handle -> handle.select("SELECT * FROM idle_spell WHERE lease = ? AND closed_at IS NULL", lease)
                        .map(ConstructorMapper.of(IdleSpell.class))
                        .findOne());
    }

    /** Newest first, those that go on before those that are over. */
    List<IdleSpell> recent(int limit) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT * FROM idle_spell ORDER BY closed_at IS NULL DESC, at DESC, id DESC LIMIT ?", limit)
                .map(ConstructorMapper.of(IdleSpell.class))
                .list());
    }

    /** Nothing if the lease has an open one by now. */
    void begin(UUID lease, Collection<UUID> devices, Instant since, Instant now, boolean dryRun) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO idle_spell (lease, devices, step, since, at, dry_run)
                        VALUES (:lease, :devices, 'SEEN', :since, :now, :dryRun)
                        ON CONFLICT (lease) WHERE closed_at IS NULL DO NOTHING""")
                .bind("lease", lease)
                .bindArray("devices", UUID.class, devices)
                .bind("since", since)
                .bind("now", now)
                .bind("dryRun", dryRun)
                .execute());
    }

    /**
     * Puts a spell at a step with these devices.
     *
     * @return whether it still was where it was seen
     */
    boolean move(IdleSpell from, IdleStep to, Collection<UUID> devices, Instant at) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE idle_spell SET step = :to, devices = :devices, at = :at
                        WHERE id = :id AND step = :step AND at = :seenAt AND closed_at IS NULL""")
                        .bind("to", to)
                        .bindArray("devices", UUID.class, devices)
                        .bind("at", at)
                        .bind("id", from.id())
                        .bind("step", from.step())
                        .bind("seenAt", from.at())
                        .execute())
                == 1;
    }

    /** @return whether it still was where it was seen */
    boolean keep(IdleSpell from, String by, String because, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE idle_spell SET step = 'KEPT', at = :now, kept_by = :by, kept_because = :because
                        WHERE id = :id AND step = :step AND kept_by IS NULL AND NOT dry_run AND closed_at IS NULL""")
                        .bind("now", now)
                        .bind("by", by)
                        .bind("because", because)
                        .bind("id", from.id())
                        .bind("step", from.step())
                        .execute())
                == 1;
    }

    /** @return whether it still was where it was seen */
    boolean close(IdleSpell from, IdleOutcome outcome, Instant now) {
        return jdbi.withHandle(handle -> handle.createUpdate("""
                        UPDATE idle_spell SET closed_at = :now, outcome = :outcome
                        WHERE id = :id AND step = :step AND closed_at IS NULL""")
                        .bind("now", now)
                        .bind("outcome", outcome)
                        .bind("id", from.id())
                        .bind("step", from.step())
                        .execute())
                == 1;
    }

    /**
     * Ends what was begun in another mode: of a dry run nobody was told, so it does not count when it becomes serious.
     *
     * @return how many
     */
    int closeOthers(IdleMode mode, Instant now) {
        return jdbi.withHandle(handle ->
                handle.createUpdate("""
                        UPDATE idle_spell SET closed_at = :now, outcome = 'GONE'
                        WHERE closed_at IS NULL AND (:mode = 'OFF' OR dry_run <> (:mode = 'DRY_RUN'))""").bind("now", now).bind("mode", mode).execute());
    }
}
