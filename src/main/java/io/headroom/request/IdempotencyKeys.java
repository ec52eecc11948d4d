package io.headroom.request;

import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The same key and body from the same caller give the same request; a form sent twice asks once. */
@ApplicationScoped
class IdempotencyKeys {
    private final Jdbi jdbi;

    IdempotencyKeys(Jdbi jdbi) {
        this.jdbi = jdbi;
    }

    /**
     * The request that was made with this key before.
     *
     * @throws Refused 422 if it was used with another body
     */
    Optional<UUID> find(Key key) {
        if (key.value() == null) return Optional.empty();
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT request, fingerprint FROM idempotency_key WHERE caller = ? AND key = ?",
                        key.caller(),
                        key.value())
                .map((row, _) -> {
                    if (!row.getString("fingerprint").equals(key.fingerprint()))
                        throw new Refused(new RequestRefusal.KeyReused(key.value()));
                    return row.getObject("request", UUID.class);
                })
                .findOne());
    }

    /** Two callers with one key take turns from here to the end of the transaction. */
    void lock(Key key) {
        if (key.value() == null) return;
        jdbi.useHandle(handle -> handle.execute(
                "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", key.caller() + " " + key.value()));
    }

    void remember(Key key, UUID request, Instant now) {
        if (key.value() == null) return;
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO idempotency_key (caller, key, fingerprint, request, at) VALUES (?, ?, ?, ?, ?)",
                key.caller(),
                key.value(),
                key.fingerprint(),
                request,
                now));
    }

    /**
     * @param value what the caller sent, or null if nothing
     * @param fingerprint of the body it came with
     */
    record Key(String caller, String value, String fingerprint) {}
}
