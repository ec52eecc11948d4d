package io.headroom.board;

import io.headroom.platform.When;
import io.headroom.telemetry.DataAge;
import java.time.Instant;

/**
 * How old the measurements on a page are.
 *
 * @param newest when the newest was taken, or null if there is none
 * @param warning what is late, or null if nothing is
 */
record AgeView(When newest, String warning) {
    static AgeView of(DataAge age, Instant now) {
        String warning = age.targets() == 0
                ? "no exporters are set"
                : age.late() > 0 ? age.late() + " of " + age.targets() + " exporters late" : null;
        return new AgeView(When.of(age.newest(), now), warning);
    }
}
