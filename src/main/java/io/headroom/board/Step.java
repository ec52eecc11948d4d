package io.headroom.board;

import io.headroom.lease.LeaseEvent;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;

/**
 * Something that happened to a lease.
 *
 * @param exposure what it meant for what could go back, or null if the sentence says it
 */
record Step(String headline, String sentence, String exposure, When at, String css) {
    /** The newest first. */
    static List<Step> of(List<LeaseEvent> events, Instant now) {
        return events.reversed().stream().map(event -> of(event, now)).toList();
    }

    private static Step of(LeaseEvent event, Instant now) {
        String css =
                switch (event.what()) {
                    case RECLAIM, SHRINK, EXPIRES_SOON, DRAINED, IDLE_WARNED, IDLE_LENDABLE, IDLE_RELEASED -> "due";
                    case EXPIRE, WITHDRAWN, REVOKED -> "ended";
                    default -> "";
                };
        // A sentence that says the same is enough.
        boolean said = event.exposure() == null
                || event.borrowed() == 0
                || event.sentence().contains("of asking");
        return new Step(
                headline(event), event.sentence(), said ? null : event.exposure(), When.of(event.at(), now), css);
    }

    /** The last time its size changed while it ran, or null. */
    static Step lastResize(List<LeaseEvent> events, Instant now) {
        return events.reversed().stream()
                .filter(event -> event.what() == LeaseEvent.What.GROW || event.what() == LeaseEvent.What.SHRINK)
                .findFirst()
                .map(event -> of(event, now))
                .orElse(null);
    }

    private static String headline(LeaseEvent event) {
        String gpus = event.gpus() == null ? "" : " " + event.gpus();
        return switch (event.what()) {
            case APPROVED -> "Approved by " + event.actor();
            case ADMIT -> "Got" + gpus + " GPUs";
            case WAIT -> "Waits";
            case RECLAIM -> "Asked to give back" + gpus;
            case CALL_OFF -> "Keeps its GPUs";
            case SHRINK -> "Gave back" + gpus;
            case GROW -> "Grew by" + gpus;
            case EXPIRE -> "Ended";
            case RELEASED -> "Released" + gpus;
            case WITHDRAWN -> "Withdrawn";
            case EXTENDED -> "Extended";
            case EXPIRES_SOON -> "Ends soon";
            case REPLACED -> "Device replaced";
            case RESIZED -> "Resized";
            case JOINED -> "Joined another lease";
            case IDLE_WARNED -> "Warned:" + gpus + " idle";
            case IDLE_LENDABLE -> "May be lent:" + gpus + " idle";
            case IDLE_RELEASED -> "Gave back" + gpus + " idle";
            case IDLE_KEPT -> "Kept:" + gpus + " idle";
            case IDLE_OVER -> "Idle no more";
            case DRAINED -> "Has to leave" + gpus + " drained";
            case REVOKED -> "Revoked";
        };
    }
}
