package io.headroom.idle;

import io.headroom.lease.Lease;
import io.headroom.platform.When;
import java.time.Duration;
import java.time.Instant;

/** The ladder's sentences about one spell of a lease. */
record IdleWords(Lease lease, IdleSpell spell, IdleLadder ladder) {
    /** What is idle, for how long, and what comes next. */
    String warned(Instant now) {
        return which() + (spell.devices().size() == 1 ? " has" : " have") + " been idle for " + length(now) + "; "
                + next();
    }

    String lendable(Instant now) {
        return which() + (spell.devices().size() == 1 ? " has" : " have") + " been idle for " + length(now)
                + ": others may borrow them now, and " + lease.team() + " keeps its claim; " + next();
    }

    String released(int gpus, Instant now) {
        String idle = "unused for " + length(now);
        return gpus == lease.held()
                ? "All " + gpus + " of “" + lease.purpose() + "” went back, " + idle
                        + ". A new request gets GPUs again."
                : gpus + " of " + lease.held() + " GPUs of “" + lease.purpose() + "” went back, " + idle + "; "
                        + (lease.held() - gpus) + " remain. A resize gets them back.";
    }

    String used() {
        return "The idle GPUs of “" + lease.purpose() + "” are in use again; the lease keeps them.";
    }

    String kept(String by, String because) {
        return by + " keeps " + which() + " for " + When.length(ladder.window()) + " more: " + because;
    }

    private String which() {
        return spell.devices().size() + " of " + lease.held() + " GPUs of “" + lease.purpose() + "”";
    }

    private String length(Instant now) {
        return When.length(Duration.between(spell.since(), now));
    }

    private String next() {
        return ladder.after(spell.step())
                .map(step -> {
                    String when = When.spoken(ladder.due(spell, step)) + " unless they are used.";
                    return switch (step) {
                        case LENDABLE -> "they will be lent from " + when;
                        case RELEASED -> "they go back " + when;
                        case SEEN, KEPT, WARNED -> throw new IllegalStateException("nobody is told of " + step);
                    };
                })
                .orElse("use them, or give them back.");
    }
}
