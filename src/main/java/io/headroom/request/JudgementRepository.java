package io.headroom.request;

import io.headroom.approval.Facts;
import io.headroom.platform.JsonText;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What the approval policy looked at and said, kept with each request. */
@ApplicationScoped
class JudgementRepository {
    private final Jdbi jdbi;
    private final JsonText json;

    JudgementRepository(Jdbi jdbi, JsonText json) {
        this.jdbi = jdbi;
        this.json = json;
    }

    /** Keeps what was looked at, if anything was. */
    void keep(UUID request, Judgement judgement) {
        if (judgement.facts() == null) return;
        jdbi.useHandle(handle -> handle.createUpdate("""
                        INSERT INTO judgement (request, policy_version, rule, error, facts)
                        VALUES (:request, :version, :rule, :error, :facts::jsonb)""")
                .bind("request", request)
                .bind("version", judgement.policyVersion())
                .bind("rule", judgement.rule())
                .bind("error", judgement.error())
                .bind("facts", json.write(judgement.facts()))
                .execute());
    }

    /** What was wrong with the policy when those of these requests were judged of which something was. */
    Map<UUID, String> errors(Collection<UUID> requests) {
        Map<UUID, String> errors = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery(
                        "SELECT request, error FROM judgement WHERE request = ANY (:ids) AND error IS NOT NULL")
                .bindArray("ids", UUID.class, requests)
                .map((row, _) -> errors.put(row.getObject("request", UUID.class), row.getString("error")))
                .list());
        return errors;
    }

    /** What was looked at for those of these requests that have it on record. */
    Map<UUID, Facts> facts(Collection<UUID> requests) {
        Map<UUID, Facts> facts = new HashMap<>();
        jdbi.useHandle(handle -> handle.createQuery("SELECT request, facts FROM judgement WHERE request = ANY (:ids)")
                .bindArray("ids", UUID.class, requests)
                .map((row, _) ->
                        facts.put(row.getObject("request", UUID.class), json.read(row.getString("facts"), Facts.class)))
                .list());
        return facts;
    }
}
