package io.headroom.telemetry;

import java.time.Instant;
import java.util.UUID;

/**
 * Something where use and leases, or exporters and inventory, do not agree.
 *
 * @param subject what it is about; unique within the kind
 * @param node where, or null
 * @param team whose lease it concerns, or null
 * @param lease which, or null
 * @param sentence what is wrong, with names and numbers
 * @param since when it was seen first, without a break since
 * @param lastSeen when it was seen last; a while ago if it is about to go
 */
public record Finding(
        Kind kind,
        String subject,
        String node,
        String team,
        UUID lease,
        String sentence,
        Instant since,
        Instant lastSeen) {
    /** What kind of disagreement, and what to do about it. */
    public enum Kind {
        GRANTED_NEVER_USED("Granted and never used", "Ask the holder whether the lease is still needed, or revoke it."),
        USED_BY_NOBODY("Used and granted to nobody", "Find who runs there: stop it, or have its team ask for a lease."),
        USED_BY_ANOTHER("Used by another team", "Tell both teams: the work belongs on the GPUs of its own lease."),
        CLAIMED_TWICE(
                "Used by two teams at once",
                "Tell both teams, or correct the map of workloads: one device has one holder at a time."),
        UNKNOWN_DEVICE("Series of unknown devices", "Make the exporter send a host name and a model, then they join."),
        ON_ANOTHER_NODE(
                "GPUs reported on another node",
                "If they moved, remove them, and they join again where they are. Else two exporters name the same GPUs, or a host was renamed: correct it."),
        UNKNOWN_MODEL(
                "GPUs of an unknown model", "Name a flavor for it in headroom.telemetry.flavors, then its GPUs join."),
        NO_SERIES(
                "GPUs without series",
                "Check that an exporter on the node runs and is among the targets; remove GPUs that are gone for good."),
        LATE_TARGET("Exporter late", "Check the exporter and the way to it; its GPUs count as unknown meanwhile.");

        private final String title;
        private final String advice;

        Kind(String title, String advice) {
            this.title = title;
            this.advice = advice;
        }

        public String title() {
            return title;
        }

        /** What to do. */
        public String advice() {
            return advice;
        }
    }

    /** The same whenever it is seen again, whatever its numbers. */
    record Key(Kind kind, String subject) {}

    Key key() {
        return new Key(kind, subject);
    }

    Finding seen(Instant first, Instant last) {
        return new Finding(kind, subject, node, team, lease, sentence, first, last);
    }
}
