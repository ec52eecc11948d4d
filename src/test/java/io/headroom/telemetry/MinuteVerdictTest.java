package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import io.headroom.device.Drain;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MinuteVerdictTest {
    private static final Instant NOON = Readings.NOON;
    private static final Drain DRAIN = new Drain(NOON, "admin", "A new switch", true);

    @Test
    void whatNobodyHoldsIsFreeOnlyIfALeaseCouldGetIt() {
        assertThat(MinuteVerdict.of(device(null, null, null), null)).isEqualTo(MinuteVerdict.FREE);
        assertThat(MinuteVerdict.of(device("XID 79", null, null), null)).isEqualTo(MinuteVerdict.OUT);
        assertThat(MinuteVerdict.of(device(null, DRAIN, null), null)).isEqualTo(MinuteVerdict.OUT);
    }

    @Test
    void whatIsHeldCountsAsHeldHoweverItIs() {
        Assignment holder = new Assignment(new UUID(0, 2), "vision", "TRAINING", NOON);
        for (UseVerdict use : UseVerdict.values())
            assertThat(MinuteVerdict.of(device("XID 79", DRAIN, holder), use).name())
                    .isEqualTo(use.name());
    }

    private static Device device(String sick, Drain drain, Assignment holder) {
        return new Device(new UUID(0, 1), "n1", 0, "GPU-1", "", "H100", "h100", sick, NOON, drain, holder);
    }
}
