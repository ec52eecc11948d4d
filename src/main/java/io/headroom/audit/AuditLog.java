package io.headroom.audit;

import io.headroom.platform.Happened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Puts what happens on record, within its transaction: what cannot be recorded does not happen. */
@ApplicationScoped
class AuditLog {
    private final AuditRepository entries;
    private final Caller caller;

    AuditLog(AuditRepository entries, Caller caller) {
        this.entries = entries;
        this.caller = caller;
    }

    void record(@Observes Happened happened) {
        entries.add(happened, caller.source());
    }
}
