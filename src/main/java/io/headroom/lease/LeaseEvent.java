package io.headroom.lease;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * Something that happened to a lease.
 *
 * @param actor a username, or {@link #ALLOCATOR}
 * @param what a code; {@code sentence} says it for people
 * @param gpus how many GPUs it was about, or null
 * @param reason a reason code, or null
 * @param borrowed of a grant, how many of its GPUs were above the nominal quota; else null
 * @param lenders who lent those, in GPUs; null if it was no grant
 * @param exposure the same for people, with the notice they come back on
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
        String sentence,
        Integer borrowed,
        Map<String, Integer> lenders,
        String exposure) {
    /** The actor of the allocator's own decisions. */
    public static final String ALLOCATOR = "allocator";

    /** What can happen. */
    public enum What {
        ADMIT("started"),
        WAIT("waits"),
        RECLAIM("asked-back"),
        CALL_OFF("called-off"),
        SHRINK("gave-back"),
        GROW("grown"),
        EXPIRE("expired"),
        APPROVED("approved"),
        RELEASED("released"),
        WITHDRAWN("withdrawn"),
        EXTENDED("extended"),
        EXPIRES_SOON("expires-soon"),
        REPLACED("devices-replaced"),
        RESIZED("resized"),
        JOINED("joined"),
        IDLE_WARNED("idle-warned"),
        IDLE_LENDABLE("idle-lendable"),
        IDLE_RELEASED("idle-released"),
        IDLE_KEPT("idle-kept"),
        IDLE_OVER("idle-over"),
        DRAINED("drained"),
        REVOKED("revoked");

        private final String past;

        What(String past) {
            this.past = past;
        }

        /** As {@link io.headroom.platform.Happened} names it. */
        public String action() {
            return "lease." + past;
        }
    }

    /** A new event of a lease; the database gives it its id. */
    public static LeaseEvent of(Lease lease, Instant at, String actor, What what) {
        return new LeaseEvent(
                null, at, lease.id(), lease.team(), lease.flavor(), actor, what, null, null, "", null, null, null);
    }

    public LeaseEvent gpus(int count) {
        return with(flavor, count, reason, sentence);
    }

    /** The same of another flavor than the lease stands under. */
    LeaseEvent of(String other) {
        return with(other, gpus, reason, sentence);
    }

    LeaseEvent because(Enum<?> code) {
        return with(flavor, gpus, code.name(), sentence);
    }

    public LeaseEvent saying(String words) {
        return with(flavor, gpus, reason, words);
    }

    LeaseEvent exposed(Exposure to) {
        return new LeaseEvent(
                id,
                at,
                lease,
                team,
                flavor,
                actor,
                what,
                gpus,
                reason,
                sentence,
                to.borrowed(),
                to.lenders(),
                to.sentence());
    }

    private LeaseEvent with(String otherFlavor, Integer count, String code, String words) {
        return new LeaseEvent(
                id, at, lease, team, otherFlavor, actor, what, count, code, words, borrowed, lenders, exposure);
    }
}
