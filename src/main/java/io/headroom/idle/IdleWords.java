package io.headroom.idle;

import io.headroom.lease.Lease;
import io.headroom.platform.When;
import java.time.Duration;
import java.time.Instant;

/** The ladder's sentences about idle GPUs of a lease. */
record IdleWords(Lease lease, IdleGroup group, IdleLadder ladder) {
    /** When the first of them comes to the next step, or null if none follows. */
    Instant due() {
        return ladder.after(group.step())
                .map(step -> ladder.due(group.step(), group.at(), step))
                .orElse(null);
    }

    /** What is idle, for how long, and what comes next. */
    String standing(Instant now) {
        return switch (group.step()) {
            case WARNED -> warned(now);
            case LENDABLE -> lendable(now);
            case KEPT -> kept(group.first().keptBy(), group.first().keptBecause());
            case SEEN, RELEASED -> which() + have() + "been idle for " + length(now) + ".";
        };
    }

    private String warned(Instant now) {
        return which() + have() + "been idle for " + length(now) + "; " + next();
    }

    private String lendable(Instant now) {
        return which() + have() + "been idle for " + length(now) + ": others may borrow them now, and " + lease.team()
                + " keeps its claim; " + next();
    }

    String released(Instant now) {
        String idle = "unused for " + length(now);
        int gpus = group.gpus();
        return gpus == lease.held()
                ? "All " + gpus + " of “" + lease.purpose() + "” went back, " + idle
                        + ". A new request gets GPUs again."
                : gpus + " of " + lease.held() + " GPUs of “" + lease.purpose() + "” went back, " + idle + "; "
                        + (lease.held() - gpus) + " remain. A resize gets them back.";
    }

    String used() {
        String of = " of “" + lease.purpose() + "” ";
        return group.gpus() == 1
                ? "1 idle GPU" + of + "is in use again; the lease keeps it."
                : group.gpus() + " idle GPUs" + of + "are in use again; the lease keeps them.";
    }

    String kept(String by, String because) {
        return by + " keeps " + which() + " for " + When.length(ladder.window()) + " more: " + because;
    }

    private String which() {
        return group.gpus() + " of " + lease.held() + " GPUs of “" + lease.purpose() + "”";
    }

    private String have() {
        return group.gpus() == 1 ? " has " : " have ";
    }

    private String length(Instant now) {
        return When.length(Duration.between(group.since(), now));
    }

    private String next() {
        return ladder.after(group.step())
                .map(step -> {
                    String when = When.spoken(due()) + " unless they are used.";
                    return switch (step) {
                        case LENDABLE -> "they will be lent from " + when;
                        case RELEASED -> "they go back " + when;
                        case SEEN, KEPT, WARNED -> throw new IllegalStateException("nobody is told of " + step);
                    };
                })
                .orElse("use them, or give them back.");
    }
}
