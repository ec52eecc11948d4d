package io.headroom.request;

import io.headroom.approval.Reviewer;
import java.time.Instant;
import java.util.UUID;

/**
 * One person's answer to one step.
 *
 * @param role who had to decide, as stored by {@link Reviewer#code()}
 * @param onBehalfOf in whose place they answered, or null
 * @param gpus how many were approved, or null if denied
 */
public record Approval(
        UUID request,
        int step,
        String role,
        String actor,
        String onBehalfOf,
        Answer answer,
        Integer gpus,
        String comment,
        Instant at) {
    /** What can be answered. */
    public enum Answer {
        APPROVED,
        DENIED
    }

    /** Who gave it. */
    Decider decider() {
        return new Decider(actor, onBehalfOf);
    }

    /** What was answered, for people. */
    String headline() {
        return switch (answer) {
            case APPROVED -> decider().words() + " approved " + gpus + " GPUs";
            case DENIED -> decider().words() + " denied it";
        };
    }
}
