package io.headroom.request;

import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tells what happens to requests to those it concerns: who decides next, or the team that asked. */
@ApplicationScoped
class RequestHistory {
    private static final String ESCALATED_AT = "escalatedAt";

    private final Deciders deciders;
    private final Journal journal;
    private final Clock clock;

    RequestHistory(Deciders deciders, Journal journal, Clock clock) {
        this.deciders = deciders;
        this.journal = journal;
        this.clock = clock;
    }

    /** A request was handed in: before, there was none. */
    void submitted(CapacityRequest request) {
        String asks = request.requestedBy() + " asks for " + what(request) + " for " + request.team() + ". "
                + request.verdict();
        tell(request, null, request.requestedBy(), "submitted", asks);
    }

    /** Somebody did something to a request, or time did. */
    void moved(CapacityRequest before, CapacityRequest after, String actor, String did, String sentence) {
        tell(after, values(before), actor, did, sentence);
    }

    /** Nobody decided for a long time. */
    void escalated(CapacityRequest request, String actor, String sentence) {
        Map<String, Object> before = values(request);
        before.remove(ESCALATED_AT);
        tell(request, before, actor, "escalated", sentence);
    }

    private void tell(CapacityRequest request, Map<String, Object> before, String actor, String did, String sentence) {
        journal.tell(new Happened(
                clock.instant(),
                actor,
                "request." + did,
                new Happened.Subject("request", request.id().toString(), request.team()),
                concerned(request),
                before,
                values(request),
                sentence));
    }

    private Set<Audience> concerned(CapacityRequest request) {
        if (request.reviewer() == null)
            return Set.of(new Audience.Leads(request.team()), new Audience.Person(request.requestedBy()));
        Set<Audience> concerned = new HashSet<>();
        concerned.add(request.reviewer().audience());
        deciders.standIns(request).forEach(name -> concerned.add(new Audience.Person(name)));
        if (request.escalatedAt() != null) concerned.add(new Audience.Admins());
        return concerned;
    }

    private static Map<String, Object> values(CapacityRequest request) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("type", request.type().name());
        values.put("flavors", request.flavors());
        values.put("gpus", request.gpus());
        values.put("term", request.term().toString());
        values.put("state", request.state().name());
        if (request.reviewer() != null) values.put("decides", request.reviewer().title());
        if (request.grantedGpus() != null) values.put("granted", request.grantedGpus());
        if (request.escalatedAt() != null)
            values.put(ESCALATED_AT, request.escalatedAt().toString());
        if (request.lease() != null) values.put("lease", request.lease().toString());
        return values;
    }

    /** What is asked for, for people. */
    static String what(CapacityRequest request) {
        String gpus = request.gpus() + " " + request.flavor();
        return switch (request.type()) {
            case NEW -> gpus;
            case EXTEND -> "a later end of " + gpus;
            case RESIZE -> request.gpus() + (request.grows() ? " more " : " fewer ") + request.flavor();
        };
    }
}
