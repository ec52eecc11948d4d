package io.headroom.request;

import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Tells what happens to requests to those it concerns: who decides next, or the team that asked. */
@ApplicationScoped
class RequestHistory {
    private final Journal journal;
    private final Clock clock;

    RequestHistory(Journal journal, Clock clock) {
        this.journal = journal;
        this.clock = clock;
    }

    /** A request was handed in. */
    void submitted(CapacityRequest request) {
        String asks = request.requestedBy() + " asks for " + what(request) + " for " + request.team() + ". "
                + request.verdict();
        tell(request, null, request.requestedBy(), "submitted", asks);
    }

    /** Somebody did something to a request, or time did. */
    void moved(CapacityRequest before, CapacityRequest after, String actor, String did, String sentence) {
        tell(after, before, actor, did, sentence);
    }

    private void tell(CapacityRequest request, CapacityRequest before, String actor, String did, String sentence) {
        journal.tell(new Happened(
                clock.instant(),
                actor,
                "request." + did,
                new Happened.Subject("request", request.id().toString(), request.team()),
                concerned(request),
                before == null ? null : values(before),
                values(request),
                sentence));
    }

    private static Set<Audience> concerned(CapacityRequest request) {
        return request.reviewer() == null
                ? Set.of(new Audience.Leads(request.team()), new Audience.Person(request.requestedBy()))
                : Set.of(request.reviewer().audience());
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
