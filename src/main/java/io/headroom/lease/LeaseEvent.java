package io.headroom.lease;

import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a lease.
 *
 * @param actor a username, or {@link #ALLOCATOR}
 * @param what a code; {@code sentence} says it for people
 * @param gpus how many GPUs it was about, or null
 * @param reason a reason code, or null
 */
public record LeaseEvent(
        UUID id,
        Instant at,
        UUID lease,
        String team,
        String flavor,
        String actor,
        What what,
        Integer gpus,
        String reason,
        String sentence) {
    /** The actor of the allocator's own decisions. */
    public static final String ALLOCATOR = "allocator";

    /** What can happen. */
    public enum What {
        ADMIT,
        WAIT,
        RECLAIM,
        CALL_OFF,
        SHRINK,
        GROW,
        EXPIRE,
        APPROVED,
        RELEASED,
        WITHDRAWN,
        EXTENDED,
        REPLACED
    }

    /** A new event of a lease; the database gives it its id. */
    static LeaseEvent of(Lease lease, Instant at, String actor, What what) {
        return new LeaseEvent(null, at, lease.id(), lease.team(), lease.flavor(), actor, what, null, null, "");
    }

    LeaseEvent gpus(int count) {
        return new LeaseEvent(id, at, lease, team, flavor, actor, what, count, reason, sentence);
    }

    LeaseEvent because(Enum<?> code) {
        return new LeaseEvent(id, at, lease, team, flavor, actor, what, gpus, code.name(), sentence);
    }

    LeaseEvent saying(String words) {
        return new LeaseEvent(id, at, lease, team, flavor, actor, what, gpus, reason, words);
    }
}
