package io.headroom.telemetry;

import java.net.URI;
import java.time.Instant;
import java.util.List;

/**
 * What a round of scrapes leaves behind.
 *
 * @param unknown fresh readings of devices that the inventory does not have
 * @param late targets that missed three intervals, but for those of drained nodes
 */
record Sighting(List<Watched> devices, List<Stranger> unknown, List<URI> late, Instant at) {
    Sighting {
        devices = List.copyOf(devices);
        unknown = List.copyOf(unknown);
        late = List.copyOf(late);
    }
}
