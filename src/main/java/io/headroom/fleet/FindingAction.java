package io.headroom.fleet;

import io.headroom.telemetry.Finding;

/** Where what a finding asks for is done. */
record FindingAction(String href, String text) {
    private static final FindingAction EXPORTERS = new FindingAction("/fleet#exporters", "See the exporters");

    static FindingAction of(Finding it) {
        return switch (it.kind()) {
            case GRANTED_NEVER_USED -> new FindingAction("/leases/" + it.lease() + "#revoke", "Revoke the lease");
            case USED_BY_NOBODY -> new FindingAction("/fleet/devices/" + it.subject(), "Drain the GPU");
            case USED_BY_ANOTHER -> new FindingAction("/leases/" + it.lease(), "See the lease");
            case CLAIMED_TWICE -> new FindingAction("/admin/team-map", "See the map of workloads");
            case ON_ANOTHER_NODE -> new FindingAction(FindingView.fleet(it.node()), "See the GPUs");
            case UNKNOWN_DEVICE, UNKNOWN_MODEL, NO_SERIES, LATE_TARGET -> EXPORTERS;
        };
    }
}
