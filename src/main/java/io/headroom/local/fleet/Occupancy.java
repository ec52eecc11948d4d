package io.headroom.local.fleet;

import java.util.Optional;

/** Who is on which device right now. Asked at every scrape, from many threads, so answer from memory. */
@FunctionalInterface
public interface Occupancy {
    /** Nobody anywhere. */
    Occupancy NOBODY = _ -> Optional.empty();

    /** The job on the device, if any. */
    Optional<Job> on(String deviceUuid);
}
