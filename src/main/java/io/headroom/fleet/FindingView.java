package io.headroom.fleet;

import io.headroom.platform.When;
import io.headroom.telemetry.Finding;
import jakarta.ws.rs.core.UriBuilder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One finding as its page shows it: what to do, what is wrong, since when, and where to look. */
public record FindingView(
        String title,
        String sentence,
        When since,
        When lastSeen,
        String advice,
        FindingAction action,
        List<Link> links) {
    /** Where to look. */
    public record Link(String href, String text) {}

    static FindingView of(Finding it, Instant now) {
        return new FindingView(
                it.kind().title(),
                it.sentence(),
                When.of(it.since(), now),
                When.of(it.lastSeen(), now),
                it.kind().advice(),
                FindingAction.of(it),
                links(it));
    }

    private static List<Link> links(Finding it) {
        List<Link> links = new ArrayList<>();
        if (it.lease() != null) links.add(new Link("/leases/" + it.lease(), "the lease"));
        if (it.team() != null) links.add(new Link("/teams/" + it.team(), it.team()));
        if (it.node() != null) links.add(new Link(fleet(it.node()), it.node()));
        return links;
    }

    /** A node's GPUs. */
    static String fleet(String node) {
        return UriBuilder.fromPath("/fleet")
                .queryParam("node", "{node}")
                .build(node)
                .toString();
    }
}
