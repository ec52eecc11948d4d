package io.headroom.request;

import io.headroom.lease.Lease;
import io.headroom.platform.Complaints;
import io.headroom.platform.Refused;
import java.util.List;
import java.util.Map;

/** Turns a size that was typed into a {@link Resize}: whole, there at all, another one, and reached in whole steps. */
final class ResizeParser {
    private ResizeParser() {}

    /**
     * @param devices how many devices of each flavor exist
     * @throws Refused 422 naming what is wrong
     */
    static Resize parse(Lease lease, Resizes.Wanted wanted, Map<String, Integer> devices) {
        Complaints complaints = new Complaints();
        List<String> flavors = lease.phase().isQueued() ? lease.flavors() : List.of(lease.flavor());
        int exist = flavors.stream().mapToInt(devices::get).max().orElseThrow();
        String range =
                "must be a whole number from 1 to " + exist + " (all " + String.join(" or ", flavors) + " there are)";
        int gpus = complaints.whole("gpus", wanted.gpus(), 1, exist, range);
        complaints.raise();
        Resize resize = new Resize(lease, gpus, AskParser.purpose(wanted.purpose(), lease.purpose()));
        if (resize.by() == 0)
            complaints.wrong("gpus", wanted.gpus(), "must be another size than the " + gpus + " it asks for now");
        else if (resize.by() % lease.stepGpus() != 0)
            complaints.wrong(
                    "gpus",
                    wanted.gpus(),
                    "must be whole steps of " + lease.stepGpus() + " away from " + resize.from());
        complaints.raise();
        return resize;
    }
}
