package io.headroom.notification;

import static io.headroom.notification.Importance.IMPORTANT;
import static io.headroom.notification.Importance.ORDINARY;

import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import java.util.Optional;

/**
 * What people are told at all. What is not here notifies nobody: {@code lease.approved}, for example, says only once more
 * what {@code request.approved} said.
 */
enum Notable {
    SUBMITTED("request.submitted", "New request", ORDINARY),
    PASSED_ON("request.passed-on", "Request needs another decision", IMPORTANT),
    ESCALATED("request.escalated", "Request escalated", IMPORTANT),
    APPROVED("request.approved", "Request approved", ORDINARY),
    DENIED("request.denied", "Request denied", IMPORTANT),
    LAPSED("request.lapsed", "Request lapsed", IMPORTANT),
    WITHDRAWN("request.withdrawn", "Request withdrawn", ORDINARY),
    STARTED("lease.started", "Lease started", ORDINARY),
    ASKED_BACK("lease.asked-back", "GPUs have to go back", IMPORTANT),
    CALLED_OFF("lease.called-off", "GPUs may stay", IMPORTANT),
    GAVE_BACK("lease.gave-back", "GPUs went back", ORDINARY),
    GROWN("lease.grown", "Lease grew", ORDINARY),
    IDLE_WARNED("lease.idle-warned", "GPUs are idle", IMPORTANT),
    IDLE_LENDABLE("lease.idle-lendable", "Idle GPUs may be lent", IMPORTANT),
    IDLE_RELEASED("lease.idle-released", "Idle GPUs went back", IMPORTANT),
    IDLE_KEPT("lease.idle-kept", "Idle GPUs kept", ORDINARY),
    IDLE_OVER("lease.idle-over", "Idle no more", ORDINARY),
    EXPIRED("lease.expired", "Lease ended", ORDINARY),
    RELEASED("lease.released", "GPUs released", ORDINARY),
    LEASE_WITHDRAWN("lease.withdrawn", "Lease withdrawn", ORDINARY),
    REVOKED("lease.revoked", "Lease revoked", IMPORTANT),
    LEASE_DRAINED("lease.drained", "GPUs have to be left", IMPORTANT),
    EXPIRES_SOON("lease.expires-soon", "Lease ends soon", IMPORTANT),
    REPLACED("lease.devices-replaced", "GPUs replaced", ORDINARY),
    NODE_DRAINED("node.drained", "Node drained", ORDINARY),
    NODE_UNDRAINED("node.undrained", "Node back in use", ORDINARY),
    DEVICE_DRAINED("device.drained", "GPU drained", ORDINARY),
    DEVICE_UNDRAINED("device.undrained", "GPU back in use", ORDINARY),
    DEVICE_FAILED("device.failed", "GPU is no capacity", ORDINARY),
    DEVICE_HEALED("device.healed", "GPU healthy again", ORDINARY),
    DEVICE_REMOVED("device.removed", "GPU removed", ORDINARY),
    DEVICE_RECOVERED("device.recovered", "GPU called healthy", ORDINARY),
    TEAM_EDITED("team.edited", "Team edited", ORDINARY),
    COHORT_EDITED("cohort.edited", "Cohort edited", ORDINARY),
    POLICY_EDITED("policy.edited", "Policy edited", ORDINARY),
    APPROVAL_EDITED("approval-policy.edited", "Approval rules edited", ORDINARY),
    TEAM_MAP_EDITED("team-map.edited", "Map of workloads edited", ORDINARY),
    DELEGATED("delegation.created", "You decide in somebody's place", IMPORTANT),
    DELEGATION_ENDED("delegation.ended", "A delegation ended", ORDINARY);

    private final String action;
    private final String title;
    private final Importance importance;

    Notable(String action, String title, Importance importance) {
        this.action = action;
        this.title = title;
        this.importance = importance;
    }

    static Optional<Notable> of(Happened happened) {
        for (Notable notable : values()) if (notable.action.equals(happened.action())) return Optional.of(notable);
        return Optional.empty();
    }

    String title() {
        return title;
    }

    /** A new request is important to those who decide it; one that the policy granted is told to its team. */
    Importance importance(Happened happened) {
        boolean undecided =
                this == SUBMITTED && happened.audience().stream().noneMatch(Audience.Leads.class::isInstance);
        return undecided ? IMPORTANT : importance;
    }
}
