package io.headroom.board;

import io.headroom.allocator.TeamShare;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import io.headroom.lease.Phase;
import io.headroom.platform.Bar;
import io.headroom.platform.When;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The strip of numbers over the board, and the bar that proves that they add up. */
record HeaderView(
        Counts counts,
        int own,
        int borrowed,
        int waiting,
        String place,
        String heldNote,
        String busyNote,
        String unhealthyNote,
        String waitingNote,
        Bar bar,
        String heldSum,
        String totalSum,
        String loanSum) {
    static HeaderView of(Picture picture) {
        Counts counts = Counts.of(picture.devices(), picture);
        int own = picture.shares().stream().mapToInt(TeamShare::own).sum();
        int borrowed = picture.shares().stream().mapToInt(TeamShare::borrowed).sum();
        int lent = picture.loans().stream().mapToInt(loan -> loan.gpus()).sum();
        List<Lease> waiting = picture.leases().stream()
                .filter(it -> it.phase() == Phase.WAITING)
                .toList();
        long nodes = picture.devices().stream().map(Device::node).distinct().count();
        String heldSum = counts.busy() + " busy + " + counts.idle() + " idle-held + " + counts.unknown() + " unknown = "
                + counts.held() + " held";
        String totalSum = counts.held() + " held + " + counts.free() + " free + " + counts.unhealthy() + " unhealthy = "
                + counts.total();
        return new HeaderView(
                counts,
                own,
                borrowed,
                waiting.size(),
                nodes + (nodes == 1 ? " node" : " nodes"),
                own + " own + " + borrowed + " borrowed",
                counts.held() == 0 ? "nothing held" : Math.round(100.0 * counts.busy() / counts.held()) + " % of held",
                sick(picture.devices()),
                oldest(waiting, picture.now()),
                bar(counts, heldSum + "; " + totalSum),
                heldSum,
                totalSum,
                borrowed + " borrowed = " + lent + " lent");
    }

    private static Bar bar(Counts counts, String description) {
        List<Bar.Part> parts = List.of(
                new Bar.Part("busy", "busy", counts.busy()),
                new Bar.Part("idle", "idle-held", counts.idle()),
                new Bar.Part("unknown", "unknown", counts.unknown()),
                new Bar.Part("free", "free", counts.free()),
                new Bar.Part("sick", "unhealthy", counts.unhealthy()));
        return Bar.of(parts, counts.total(), counts.total(), description);
    }

    private static String sick(List<Device> devices) {
        List<Device> sick = devices.stream().filter(device -> !device.usable()).toList();
        if (sick.isEmpty()) return "all well";
        Device first = sick.getFirst();
        return (first.healthy() ? "drained" : first.healthReason()) + " on " + first.node()
                + (sick.size() > 1 ? " and " + (sick.size() - 1) + " more" : "");
    }

    private static String oldest(List<Lease> waiting, Instant now) {
        Optional<Instant> oldest = waiting.stream().map(Lease::submittedAt).min(Instant::compareTo);
        return oldest.map(at -> "oldest " + When.length(Duration.between(at, now)))
                .orElse("nobody waits");
    }
}
