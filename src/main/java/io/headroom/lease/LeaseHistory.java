package io.headroom.lease;

import io.headroom.lease.LeaseEvent.What;
import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Keeps what happens to leases, and tells it to those it concerns. */
@ApplicationScoped
class LeaseHistory {
    private final EventRepository events;
    private final LeaseRepository leases;
    private final Journal journal;
    private final Event<LeaseEvent> kept;

    LeaseHistory(EventRepository events, LeaseRepository leases, Journal journal, Event<LeaseEvent> kept) {
        this.events = events;
        this.leases = leases;
        this.journal = journal;
        this.kept = kept;
    }

    /**
     * What was just done to a lease, within the caller's transaction. That it waits, and why, is no news to anybody.
     *
     * @param before the lease before that, or null if there was none
     */
    void add(LeaseEvent event, Lease before) {
        events.add(event);
        kept.fire(event);
        if (event.what() != What.WAIT) tell(event, before);
    }

    private void tell(LeaseEvent event, Lease before) {
        journal.tell(new Happened(
                event.at(),
                event.actor(),
                event.what().action(),
                new Happened.Subject("lease", event.lease().toString(), event.team()),
                Set.of(new Audience.Leads(event.team())),
                before == null ? null : values(before),
                after(event),
                event.sentence()));
    }

    /** How the lease is now, and how many GPUs the event was about. */
    private Map<String, Object> after(LeaseEvent event) {
        Map<String, Object> after = values(leases.find(event.lease()).orElseThrow());
        after.put("flavor", event.flavor());
        if (event.gpus() != null) after.put("gpus", event.gpus());
        if (event.reason() != null) after.put("reason", event.reason());
        return after;
    }

    private static Map<String, Object> values(Lease lease) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("phase", lease.phase().name());
        values.put("flavor", lease.flavor());
        values.put("wanted", lease.gpus());
        values.put("held", lease.held());
        if (lease.endsAt() != null) values.put("endsAt", lease.endsAt().toString());
        if (lease.endReason() != null) values.put("endReason", lease.endReason().name());
        return values;
    }
}
