package io.headroom.board;

import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import java.util.List;

/** One team's GPUs of one flavor, for monitoring: the same sums hold as on the pages. */
record TeamFigures(TeamShare share, Counts counts, int waitingRequests, int waitingGpus) {
    static List<TeamFigures> of(Picture picture) {
        return picture.shares().stream().map(share -> of(share, picture)).toList();
    }

    private static TeamFigures of(TeamShare share, Picture picture) {
        List<Device> held = picture.devices().stream()
                .filter(it -> it.holder() != null && it.holder().team().equals(share.team()))
                .filter(it -> it.flavor().equals(share.flavor()))
                .toList();
        List<Lease> waiting = picture.leases().stream()
                .filter(it -> it.phase().isQueued())
                .filter(it -> it.team().equals(share.team()) && it.flavor().equals(share.flavor()))
                .toList();
        return new TeamFigures(
                share,
                Counts.of(held, picture),
                waiting.size(),
                waiting.stream().mapToInt(Lease::gpus).sum());
    }
}
