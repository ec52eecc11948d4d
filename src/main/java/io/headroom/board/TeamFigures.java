package io.headroom.board;

import static java.util.stream.Collectors.groupingBy;

import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import java.util.List;
import java.util.Map;

/** One team's GPUs of one flavor, for monitoring: the same sums hold as on the pages. */
record TeamFigures(TeamShare share, Counts counts, int waitingRequests, int waitingGpus) {
    private record Key(String team, String flavor) {}

    static List<TeamFigures> of(Picture picture) {
        Map<Key, List<Device>> held = picture.devices().stream()
                .filter(it -> it.holder() != null)
                .collect(groupingBy(it -> new Key(it.holder().team(), it.flavor())));
        Map<Key, List<Lease>> waiting = picture.leases().stream()
                .filter(it -> it.phase().isQueued())
                .collect(groupingBy(it -> new Key(it.team(), it.flavor())));
        return picture.shares().stream()
                .map(share -> {
                    Key key = new Key(share.team(), share.flavor());
                    Counts counts = Counts.of(held.getOrDefault(key, List.of()), picture);
                    return of(share, counts, waiting.getOrDefault(key, List.of()));
                })
                .toList();
    }

    private static TeamFigures of(TeamShare share, Counts counts, List<Lease> waiting) {
        return new TeamFigures(
                share,
                counts,
                waiting.size(),
                waiting.stream().mapToInt(Lease::gpus).sum());
    }
}
