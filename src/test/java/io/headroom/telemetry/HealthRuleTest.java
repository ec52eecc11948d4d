package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.telemetry.HealthRule.Look;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** XIDs 79 and 95 are fatal here, 31 and 94 are not. */
class HealthRuleTest {
    private static final HealthRule RULE = new HealthRule(Set.of(79, 95));
    private static final String ECC = "2 uncorrectable ECC errors since its last reset";
    private static final String REMAP = "row remapping failed";
    private static final String CUT = "cut into slices, which are there in its place";
    private static final String GONE = "reported by no exporter since 2026-11-22T12:00:00Z";
    private static final Look SILENCE = new Look(null, false, null);

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("nothing is known of a healthy one", null, DeviceErrors.UNKNOWN, null),
                argumentSet("a fatal XID", null, Readings.xid(79), "XID 79"),
                argumentSet("any other XID", null, Readings.xid(31), null),
                argumentSet("any other XID hides the fatal one", "XID 79", Readings.xid(31), "XID 79"),
                argumentSet("a larger XID beside it hides nothing", null, xids(Map.of(79, 1L, 94, 1L)), "XID 79"),
                argumentSet("two fatal ones", null, xids(Map.of(95, 1L, 79, 2L)), "XID 79 (2 times); XID 95"),
                argumentSet(
                        "what one exporter calls none, another one saw", null, xids(Map.of(0, 1L, 79, 1L)), "XID 79"),
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
                        new DeviceErrors(Map.of(79, 1L), 2L, 9L, 4L, true, 1L),
                        "XID 79; row remapping failed; " + ECC),
                argumentSet(
                        "one of several goes",
                        "XID 79; row remapping failed; " + ECC,
                        new DeviceErrors(Map.of(0, 1L), null, null, null, true, null),
                        "row remapping failed; " + ECC),
                argumentSet("one that is reported is not gone", GONE, Readings.xid(0), null),
                argumentSet("one that is reported whole is not cut", CUT, DeviceErrors.UNKNOWN, null),
                argumentSet("rows that were replaced only inform", null, repaired(), null));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void judges(String before, DeviceErrors now, String expected) {
        Health after = RULE.after(new Health(before, null), Look.at(now));
        assertThat(after).isEqualTo(new Health(expected, null));
        assertThat(RULE.after(after, Look.at(now))).as("the same again").isEqualTo(after);
    }

    static Stream<Arguments> overruled() {
        String accepted = "XID 79 (2 times)";
        return Stream.of(
                argumentSet("the same goes on being told", told(79, 2), null, accepted),
                argumentSet("it happens once more", told(79, 3), "XID 79 (3 times)", null),
                argumentSet("another one happens", xids(Map.of(79, 2L, 95, 1L)), "XID 95", accepted),
                argumentSet("the exporter starts anew, and counts from 1", told(79, 1), "XID 79", null),
                argumentSet("the exporter tells of none any more", Readings.xid(0), null, null));
    }

    @ParameterizedTest
    @MethodSource("overruled")
    void anAdminIsBelievedUntilTheExporterTellsAnythingElse(DeviceErrors now, String reason, String accepted) {
        Health overruled = new Health(null, "XID 79 (2 times)");
        assertThat(RULE.after(overruled, Look.at(now))).isEqualTo(new Health(reason, accepted));
        assertThat(RULE.after(overruled, SILENCE))
                .as("a round without a scrape")
                .isEqualTo(overruled);
    }

    @Test
    void whatNoExporterToldOfForLongIsNoCapacityUntilOneDoes() {
        Health gone = RULE.after(new Health(ECC, null), new Look(null, false, Readings.NOON));
        assertThat(gone.reason()).isEqualTo(ECC + "; " + GONE);
        assertThat(RULE.after(gone, SILENCE)).isEqualTo(gone);
        assertThat(RULE.after(gone, Look.at(DeviceErrors.UNKNOWN)).reason()).isEqualTo(ECC);
    }

    @Test
    void whatIsCutIsNoCapacityWhateverAnAdminSays() {
        Look cut = new Look(null, true, null);
        assertThat(RULE.after(new Health(null, null), cut).reason()).isEqualTo(CUT);
        assertThat(RULE.after(new Health(null, CUT), cut).reason()).isEqualTo(CUT);
        assertThat(HealthRule.isCut("XID 79; " + CUT)).isTrue();
        assertThat(HealthRule.isCut("XID 79")).isFalse();
    }

    private static DeviceErrors told(int xid, long times) {
        return xids(Map.of(xid, times));
    }

    private static DeviceErrors xids(Map<Integer, Long> xids) {
        return new DeviceErrors(xids, null, null, null, null, null);
    }

    private static DeviceErrors ecc(Long uncorrectable, Long correctable) {
        return new DeviceErrors(null, uncorrectable, correctable, null, null, null);
    }

    private static DeviceErrors remap(boolean failed) {
        return new DeviceErrors(null, null, null, null, failed, null);
    }

    private static DeviceErrors repaired() {
        return new DeviceErrors(Map.of(0, 1L), 0L, 0L, 7L, false, 1L);
    }
}
