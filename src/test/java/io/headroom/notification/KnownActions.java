package io.headroom.notification;

import io.headroom.lease.LeaseEvent.What;
import io.headroom.platform.Happened;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What may be told to the journal, by who tells it. It listens in every test with a portal: whoever tells something that
 * is not here fails there, and {@link NotableTest} then asks whether people hear of it.
 */
@ApplicationScoped
class KnownActions {
    /** Nobody is told: something else says the same, or it only matters on record. */
    static final Set<String> SILENT = Set.of(
            "lease.approved",
            "lease.extended",
            "lease.resized",
            "lease.joined",
            "webhook.added",
            "webhook.paused",
            "webhook.resumed",
            "webhook.removed");

    static final Map<String, Set<String>> BY_TELLER = Map.of(
            "LeaseHistory", leases(),
            "RequestHistory",
                    actions(
                            "request",
                            "submitted",
                            "passed-on",
                            "escalated",
                            "approved",
                            "denied",
                            "lapsed",
                            "withdrawn"),
            "Edits", Set.of("team.edited", "cohort.edited", "policy.edited"),
            "ApprovalPolicies", actions("approval-policy", "edited"),
            "Delegations", actions("delegation", "created", "ended"),
            "Drains", Set.of("node.drained", "node.undrained", "device.drained", "device.undrained"),
            "Upkeep", actions("device", "failed", "healed", "removed", "recovered"),
            "TeamMaps", Set.of("team-map.edited"),
            "Webhooks", actions("webhook", "added", "paused", "resumed", "removed"));

    void hear(@Observes Happened happened) {
        boolean madeUp = happened.subject().type().equals("thing");
        if (!madeUp && !all().contains(happened.action()))
            throw new AssertionError("add “" + happened.action() + "” to KnownActions, and to Notable or to SILENT");
    }

    static Set<String> all() {
        return BY_TELLER.values().stream().flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** That one waits is kept, and told to nobody at all. */
    private static Set<String> leases() {
        Set<String> actions = new HashSet<>();
        Arrays.stream(What.values()).filter(what -> what != What.WAIT).forEach(what -> actions.add(what.action()));
        return actions;
    }

    private static Set<String> actions(String object, String... past) {
        return Stream.of(past).map(it -> object + "." + it).collect(Collectors.toSet());
    }
}
