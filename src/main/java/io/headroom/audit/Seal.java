package io.headroom.audit;

import java.util.UUID;

/**
 * What places an entry in the chain.
 *
 * @param previous hash of the entry before it, in hex
 */
public record Seal(UUID id, long seq, String previous, String hash) {
    /** What the first entry follows. */
    static final Seal START = new Seal(null, 0, null, Chain.START);

    /** That of an entry that has one. */
    static Seal of(AuditEntry entry) {
        return new Seal(entry.id(), entry.seq(), entry.previous(), entry.hash());
    }

    /** The seal of the entry that comes next. */
    Seal before(AuditEntry next) {
        return new Seal(next.id(), seq + 1, hash, Chain.hash(hash, seq + 1, next));
    }
}
