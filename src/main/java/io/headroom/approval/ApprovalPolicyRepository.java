package io.headroom.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

@ApplicationScoped
class ApprovalPolicyRepository {
    private static final TypeReference<List<Rule>> RULES = new TypeReference<>() {};

    private final Jdbi jdbi;
    private final ObjectMapper json;

    ApprovalPolicyRepository(Jdbi jdbi, ObjectMapper json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** The version in force, and when it was saved. */
    record Stamp(int version, Instant at) {
        static final Stamp NONE = new Stamp(0, null);
    }

    /** Version 0 while nobody saved one. */
    Stamp latest() {
        return jdbi.withHandle(
                handle -> handle.select("SELECT version, at FROM approval_rules ORDER BY version DESC LIMIT 1")
                        .map((row, _) -> new Stamp(
                                row.getInt("version"), row.getTimestamp("at").toInstant()))
                        .findOne()
                        .orElse(Stamp.NONE));
    }

    /** Those who save take turns from here to the end of the transaction. */
    void lock() {
        jdbi.useHandle(handle -> handle.execute("SELECT pg_advisory_xact_lock(hashtextextended('approval rules', 0))"));
    }

    Optional<List<Rule>> rules(int version) {
        return jdbi.withHandle(handle -> handle.select("SELECT rules FROM approval_rules WHERE version = ?", version)
                        .mapTo(String.class)
                        .findOne())
                .map(this::read);
    }

    /** Newest first, those before one if that is given; one more than the limit, if there is one. */
    List<ApprovalPolicies.Saved> versions(Integer before, int limit) {
        return jdbi.withHandle(handle -> handle.createQuery("""
                        SELECT version, at, actor, comment, jsonb_array_length(rules) AS rules FROM approval_rules
                        WHERE (:before::integer IS NULL OR version < :before)
                        ORDER BY version DESC LIMIT :limit + 1""")
                .bind("before", before)
                .bind("limit", limit)
                .map((row, _) -> new ApprovalPolicies.Saved(
                        row.getInt("version"),
                        row.getTimestamp("at").toInstant(),
                        row.getString("actor"),
                        row.getString("comment"),
                        row.getInt("rules")))
                .list());
    }

    void insert(ApprovalPolicies.Saved saved, List<Rule> rules) {
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO approval_rules (version, at, actor, comment, rules)
                        VALUES (:version, :at, :actor, :comment, :json::jsonb)""")
                .bindMethods(saved)
                .bind("json", write(rules))
                .execute());
    }

    private List<Rule> read(String rules) {
        try {
            return json.readValue(rules, RULES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored approval policy cannot be read", e);
        }
    }

    private String write(List<Rule> rules) {
        try {
            return json.writeValueAsString(rules);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
