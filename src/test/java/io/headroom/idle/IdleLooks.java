package io.headroom.idle;

import jakarta.enterprise.context.ApplicationScoped;

/** Looks for idle GPUs when a test says, as the portal's timer would. */
@ApplicationScoped
public class IdleLooks {
    private final IdleWatch watch;

    IdleLooks(IdleWatch watch) {
        this.watch = watch;
    }

    /** Twice: idle GPUs are seen first, and warned of at the next look. */
    public void pass() {
        watch.look();
        watch.look();
    }
}
