package io.headroom.lease;

import io.headroom.allocator.Decision;
import java.util.UUID;

/** A decision that cannot be made true. The round that tried it fails whole; this says which one it was. */
public class Unappliable extends RuntimeException {
    private final UUID lease;
    private final String decision;

    Unappliable(UUID lease, Decision decision, RuntimeException cause) {
        super(cause.getMessage(), cause);
        this.lease = lease;
        this.decision = decision.getClass().getSimpleName();
    }

    /** The lease it is about. */
    public UUID lease() {
        return lease;
    }

    /** What was to be done to it: {@code Admit}, {@code Shrink} and so on. */
    public String decision() {
        return decision;
    }
}
