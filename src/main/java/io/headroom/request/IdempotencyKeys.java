package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.platform.Fingerprint;
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
    record Key(String caller, String value, String fingerprint) {
        private static final int LONGEST = 200;

        /**
         * @param value the header, which may be absent
         * @throws Refused 422 if it is too long
         */
        static Key of(Account caller, String value, Object body) {
            String given = value == null || value.isBlank() ? null : value.strip();
            if (given != null && given.length() > LONGEST)
                throw Refused.invalid("Idempotency-Key", given, "must be at most " + LONGEST + " characters");
            return new Key(caller.username(), given, Fingerprint.of(body.toString()));
        }

        /** The same for one of several requests that a body is about: what was done to it is not done again. */
        Key at(UUID request) {
            return value == null ? this : new Key(caller, value + " " + request, fingerprint);
        }
    }
}
