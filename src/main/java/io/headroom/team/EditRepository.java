package io.headroom.team;

import io.headroom.allocator.Kind;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Quota;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** Writes the quota tree, and who changed it. */
@ApplicationScoped
class EditRepository {
    private final Jdbi jdbi;

    EditRepository(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /** Nobody else changes this node, or its quotas, until the caller's transaction ends. */
    void lock(Owner owner) {
        jdbi.useHandle(handle -> handle.select(
                        "SELECT name FROM " + owner.type().word() + " WHERE name = ? FOR UPDATE", owner.name())
                .mapTo(String.class)
                .findOne());
    }

    /** Writes what differs. */
    void write(Owner owner, Settings before, Settings after) {
        if (before.weight() != after.weight() || before.rank() != after.rank()) standing(owner, after);
        if (!before.rules().equals(after.rules())) rules(owner.name(), after.rules());
        before.quotas().keySet().stream()
                .filter(flavor -> !after.quotas().containsKey(flavor))
                .forEach(flavor -> disown(owner, flavor));
        after.quotas().forEach((flavor, quota) -> {
            if (!quota.equals(before.quotas().get(flavor))) own(owner, flavor, quota);
        });
    }

    void record(Edit edit) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO rule_edit (at, actor, what, name, before, after)
                        VALUES (:at, :actor, :what, :name, :before::jsonb, :after::jsonb)""").bindMethods(edit).execute());
    }

    /** What was changed of an object, newest first. */
    List<Edit> edits(String what, String name, int limit) {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT at, actor, what, name, before, after FROM rule_edit
                        WHERE what = ? AND name = ? ORDER BY id DESC LIMIT ?""", what, name, limit)
                .map((row, _) -> new Edit(
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("what"),
                        row.getString("name"),
                        row.getString("before"),
                        row.getString("after")))
                .list());
    }

    /**
     * One change on record.
     *
     * @param before as JSON; null if it was made
     * @param after as JSON; null if it was deleted
     */
    public record Edit(Instant at, String actor, String what, String name, String before, String after) {}

    private void standing(Owner owner, Settings settings) {
        jdbi.useHandle(handle -> handle.execute(
                "UPDATE " + owner.type().word() + " SET weight = ?, rank = ? WHERE name = ?",
                settings.weight(),
                settings.rank(),
                owner.name()));
    }

    private void own(Owner owner, String flavor, Quota quota) {
        String column = owner.type().word();
        jdbi.useHandle(handle -> handle.createUpdate("INSERT INTO quota (" + column + """
                        , flavor, nominal, borrowing_limit, lending_limit)
                        VALUES (:owner, :flavor, :nominal, :borrowing, :lending)
                        ON CONFLICT ON CONSTRAINT one_quota_per_owner_and_flavor DO UPDATE
                        SET nominal = :nominal, borrowing_limit = :borrowing, lending_limit = :lending""")
                .bind("owner", owner.name())
                .bind("flavor", flavor)
                .bind("nominal", quota.nominal())
                .bind("borrowing", limit(quota.borrowingLimit()))
                .bind("lending", limit(quota.lendingLimit()))
                .execute());
    }

    private void disown(Owner owner, String flavor) {
        jdbi.useHandle(handle -> handle.execute(
                "DELETE FROM quota WHERE " + owner.type().word() + " = ? AND flavor = ?", owner.name(), flavor));
    }

    private void rules(String team, RuleSettings rules) {
        PreemptionRules preemption = rules.preemption();
        int highest = preemption.borrowWithinCohortMaxPriority();
        jdbi.useHandle(handle -> handle.createUpdate("""
                        UPDATE team SET within_team = :within, reclaim_within_cohort = :reclaim,
                               borrow_within_cohort = :borrow, borrow_within_cohort_max_priority = :highest,
                               minimum_runtime_seconds = :minimumRuntime,
                               grace_training_seconds = :training, grace_preprocessing_seconds = :preprocessing,
                               grace_interactive_seconds = :interactive, grace_inference_seconds = :inference
                        WHERE name = :team""")
                .bind("team", team)
                .bind("within", preemption.withinTeam().name())
                .bind("reclaim", preemption.reclaimWithinCohort().name())
                .bind("borrow", preemption.borrowWithinCohort().name())
                .bind("highest", limit(highest))
                .bind("minimumRuntime", seconds(rules.minimumRuntime()))
                .bindMap(grace(rules.gracePeriod()))
                .execute());
    }

    private static Map<String, Long> grace(Map<Kind, Duration> set) {
        Map<String, Long> grace = new HashMap<>();
        for (Kind kind : Kind.values()) grace.put(kind.name().toLowerCase(Locale.ROOT), seconds(set.get(kind)));
        return grace;
    }

    private static Long seconds(Duration duration) {
        return duration == null ? null : duration.toSeconds();
    }

    /** The allocator's "no limit" is the database's NULL. */
    private static Integer limit(int limit) {
        return limit == Quota.UNLIMITED ? null : limit;
    }
}
