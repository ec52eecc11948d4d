package io.headroom.telemetry;

import java.util.Optional;

/**
 * A device that an exporter reports and the inventory does not have.
 *
 * @param obstacle why it does not join; empty if it does so in a moment
 */
record Stranger(DeviceReading reading, Optional<Joining.Obstacle> obstacle) {
    boolean is(Joining.Obstacle what) {
        return obstacle.filter(it -> it == what).isPresent();
    }
}
