package io.headroom.lease;

import io.headroom.lease.LeaseEvent.What;
import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Keeps what happens to leases, and tells it to those it concerns. */
@ApplicationScoped
class LeaseHistory {
    private final EventRepository events;
    private final Journal journal;
    private final Event<LeaseEvent> kept;

    LeaseHistory(EventRepository events, Journal journal, Event<LeaseEvent> kept) {
        this.events = events;
        this.journal = journal;
        this.kept = kept;
    }

    /** A new event of a lease, within the caller's transaction. That it waits, and why, is no news to anybody. */
    void add(LeaseEvent event) {
        events.add(event);
        kept.fire(event);
        if (event.what() != What.WAIT) tell(event, null, after(event));
    }

    /** The same of GPUs that were given back by those who held so many. */
    void released(LeaseEvent event, int held) {
        events.add(event);
        Map<String, Object> after = after(event);
        after.put("held", held - event.gpus());
        tell(event, Map.of("held", held), after);
    }

    /** The same of a lease that an admin ended. */
    void revoked(LeaseEvent event, Lease before, String reason) {
        events.add(event);
        Map<String, Object> after = after(event);
        after.putAll(Map.of("phase", Phase.ENDED, "held", 0, "reason", reason));
        tell(event, Map.of("phase", before.phase(), "held", before.held()), after);
    }

    private void tell(LeaseEvent event, Map<String, Object> before, Map<String, Object> after) {
        journal.tell(new Happened(
                event.at(),
                event.actor(),
                "lease." + word(event.what()),
                new Happened.Subject("lease", event.lease().toString(), event.team()),
                Set.of(new Audience.Leads(event.team())),
                before,
                after,
                event.sentence()));
    }

    private static Map<String, Object> after(LeaseEvent event) {
        Map<String, Object> after = new HashMap<>();
        after.put("flavor", event.flavor());
        if (event.gpus() != null) after.put("gpus", event.gpus());
        if (event.reason() != null) after.put("reason", event.reason());
        return after;
    }

    private static String word(What what) {
        return switch (what) {
            case ADMIT -> "started";
            case WAIT -> "waits";
            case RECLAIM -> "asked-back";
            case CALL_OFF -> "called-off";
            case SHRINK -> "gave-back";
            case GROW -> "grown";
            case EXPIRE -> "expired";
            case APPROVED -> "approved";
            case RELEASED -> "released";
            case WITHDRAWN -> "withdrawn";
            case EXTENDED -> "extended";
            case EXPIRES_SOON -> "expires-soon";
            case REPLACED -> "devices-replaced";
            case RESIZED -> "resized";
            case JOINED -> "joined";
            case IDLE_WARNED -> "idle-warned";
            case IDLE_LENDABLE -> "idle-lendable";
            case IDLE_RELEASED -> "idle-released";
            case IDLE_OVER -> "idle-over";
            case DRAINED -> "drained";
            case REVOKED -> "revoked";
        };
    }
}
