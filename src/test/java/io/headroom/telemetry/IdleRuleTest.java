package io.headroom.telemetry;

import static io.headroom.allocator.Kind.INFERENCE;
import static io.headroom.allocator.Kind.INTERACTIVE;
import static io.headroom.allocator.Kind.TRAINING;
import static io.headroom.telemetry.Readings.GPU;
import static io.headroom.telemetry.Readings.NOON;
import static io.headroom.telemetry.Readings.busy;
import static io.headroom.telemetry.UseVerdict.BUSY;
import static io.headroom.telemetry.UseVerdict.IDLE_HELD;
import static io.headroom.telemetry.UseVerdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.allocator.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class IdleRuleTest {
    private static final Duration INTERVAL = Duration.ofSeconds(15);
    private static final IdleRule RULE = IdleRule.withDefaults(INTERVAL);

    /** Minutes held, samples in the window (of 120), their maximum, age of the newest in seconds. */
    static Stream<Arguments> training() {
        return Stream.of(
                argumentSet("busy now", 60, 120, 0.9, 0, BUSY),
                argumentSet("busy once, then a checkpoint", 60, 120, 0.05, 0, BUSY),
                argumentSet("busy at once after the grant", 1, 4, 0.5, 0, BUSY),
                argumentSet("busy although half the samples are missing", 60, 60, 0.5, 0, BUSY),
                argumentSet("never over the threshold", 60, 120, 0.049, 0, IDLE_HELD),
                argumentSet("held exactly for the window", 30, 120, 0.0, 0, IDLE_HELD),
                argumentSet("90 % of the samples are enough", 60, 108, 0.0, 0, IDLE_HELD),
                argumentSet("fewer are not", 60, 107, 0.0, 0, UNKNOWN),
                argumentSet("held for less than the window", 29, 116, 0.0, 0, UNKNOWN),
                argumentSet("three intervals old is fresh", 60, 120, 0.0, 45, IDLE_HELD),
                argumentSet("older is stale", 60, 120, 0.0, 46, UNKNOWN),
                argumentSet("stale is unknown even if it was busy", 60, 120, 0.9, 46, UNKNOWN));
    }

    @ParameterizedTest
    @MethodSource("training")
    void aTrainingDevice(int minutesHeld, int samples, double max, int age, UseVerdict expected) {
        HeldDevice held = held(TRAINING, NOON.minus(Duration.ofMinutes(minutesHeld)));
        Window window = new Window(120, samples, max, NOON.minusSeconds(age), 0.0);
        assertThat(RULE.verdict(held, window, NOON)).isEqualTo(expected);
    }

    @Test
    void neverSeenIsUnknown() {
        HeldDevice held = held(TRAINING, NOON.minus(Duration.ofDays(1)));
        assertThat(RULE.verdict(held, new RecentUse(INTERVAL), NOON)).isEqualTo(UNKNOWN);
    }

    @Test
    void whatTheFormerHolderDidDoesNotCount() {
        RecentUse recent = new RecentUse(INTERVAL);
        Instant granted = NOON.minus(Duration.ofMinutes(10));
        fill(recent, NOON.minus(Duration.ofHours(1)), granted, 0.9);
        fill(recent, granted, NOON, 0.0);
        assertThat(RULE.verdict(held(TRAINING, granted), recent, NOON)).isEqualTo(UNKNOWN);
        assertThat(RULE.verdict(held(TRAINING, granted.minusSeconds(1)), recent, NOON))
                .isEqualTo(BUSY);
    }

    @Test
    void anInteractiveHourFitsIntoMemory() {
        RecentUse recent = new RecentUse(INTERVAL);
        fill(recent, NOON.minus(Duration.ofHours(2)), NOON, 0.0);
        assertThat(RULE.verdict(held(INTERACTIVE, Instant.EPOCH), recent, NOON)).isEqualTo(IDLE_HELD);
    }

    @Test
    void threeHoursOfInferenceNeedTheOlderUse() {
        RecentUse memoryOnly = new RecentUse(INTERVAL);
        RecentUse withRollUps = new RecentUse(INTERVAL, (_, _, until) -> new Window(0, 480, 0.01, until, 0.01));
        fill(memoryOnly, NOON.minus(Duration.ofHours(3)), NOON, 0.0);
        fill(withRollUps, NOON.minus(Duration.ofHours(3)), NOON, 0.0);
        HeldDevice held = held(INFERENCE, Instant.EPOCH);
        assertThat(RULE.verdict(held, memoryOnly, NOON)).isEqualTo(UNKNOWN);
        assertThat(RULE.verdict(held, withRollUps, NOON)).isEqualTo(IDLE_HELD);
    }

    /** How many of the last ten samples are over the threshold. */
    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, false", "3, true", "10, true"})
    void aBlipIsNoUse(int over, boolean expected) {
        RecentUse recent = new RecentUse(INTERVAL);
        Instant begun = NOON.minus(INTERVAL.multipliedBy(over));
        fill(recent, NOON.minus(Duration.ofMinutes(30)), begun, 0.0);
        fill(recent, begun, NOON, 0.05);
        assertThat(RULE.isInUse(held(TRAINING, Instant.EPOCH), recent, NOON)).isEqualTo(expected);
    }

    @Test
    void useOfLongAgoOrOfTheFormerHolderIsNoUse() {
        RecentUse recent = new RecentUse(INTERVAL);
        Instant over = NOON.minus(INTERVAL.multipliedBy(10));
        fill(recent, NOON.minus(Duration.ofMinutes(30)), over, 0.9);
        fill(recent, over, NOON, 0.0);
        assertThat(RULE.isInUse(held(TRAINING, Instant.EPOCH), recent, NOON)).isFalse();
        Instant later = NOON.minus(INTERVAL.multipliedBy(5));
        assertThat(RULE.isInUse(held(TRAINING, over), recent, later)).isFalse();
    }

    @Test
    void everyKindNeedsAWindow() {
        Map<Kind, Duration> one = Map.of(TRAINING, Duration.ofMinutes(1));
        assertThatThrownBy(() -> new IdleRule(0.05, INTERVAL, one)).hasMessageContaining("every kind needs a window");
    }

    private static HeldDevice held(Kind kind, Instant since) {
        return new HeldDevice(GPU, kind, since);
    }

    private static void fill(RecentUse recent, Instant after, Instant until, double busy) {
        for (Instant at = after.plus(INTERVAL); !at.isAfter(until); at = at.plus(INTERVAL)) {
            recent.record(GPU, at, busy(busy));
        }
    }
}
