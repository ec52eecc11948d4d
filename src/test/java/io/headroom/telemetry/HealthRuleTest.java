package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** XID 79 is fatal here, 31 is not. */
class HealthRuleTest {
    private static final HealthRule RULE = new HealthRule(Set.of(79));
    private static final String ECC = "2 uncorrectable ECC errors since its last reset";
    private static final String REMAP = "row remapping failed";

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("nothing is known of a healthy one", null, DeviceErrors.UNKNOWN, null),
                argumentSet("a fatal XID", null, Readings.xid(79), "XID 79"),
                argumentSet("any other XID", null, Readings.xid(31), null),
                argumentSet("any other XID hides the fatal one", "XID 79", Readings.xid(31), "XID 79"),
                argumentSet("no XID takes it back", "XID 79", Readings.xid(0), null),
                argumentSet("a silent exporter takes nothing back", "XID 79", DeviceErrors.UNKNOWN, "XID 79"),
                argumentSet("errors that were not corrected", null, ecc(2L, 0L), ECC),
                argumentSet("one such error", null, ecc(1L, 0L), "1 uncorrectable ECC error since its last reset"),
                argumentSet("errors that were corrected only inform", null, ecc(0L, 5_000L), null),
                argumentSet("a reset sets the counter back, and the device is well", ECC, ecc(0L, 0L), null),
                argumentSet("no XID says nothing of memory", ECC, Readings.xid(0), ECC),
                argumentSet("no ECC error says nothing of XIDs", "XID 79", ecc(0L, 0L), "XID 79"),
                argumentSet("a row without a spare", null, remap(true), REMAP),
                argumentSet("rows that have one", REMAP, remap(false), null),
                argumentSet(
                        "everything at once",
                        null,
                        new DeviceErrors(79, 2L, 9L, 4L, true, 1L),
                        "XID 79; row remapping failed; " + ECC),
                argumentSet(
                        "one of several goes",
                        "XID 79; row remapping failed; " + ECC,
                        new DeviceErrors(0, null, null, null, true, null),
                        "row remapping failed; " + ECC),
                argumentSet("rows that were replaced only inform", null, repaired(), null));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(String before, DeviceErrors now, String expected) {
        assertThat(RULE.reason(before, now)).isEqualTo(expected);
        assertThat(RULE.reason(expected, now)).as("the same again").isEqualTo(expected);
    }

    private static DeviceErrors ecc(Long uncorrectable, Long correctable) {
        return new DeviceErrors(null, uncorrectable, correctable, null, null, null);
    }

    private static DeviceErrors remap(boolean failed) {
        return new DeviceErrors(null, null, null, null, failed, null);
    }

    private static DeviceErrors repaired() {
        return new DeviceErrors(0, 0L, 0L, 7L, false, 1L);
    }
}
