package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.Span;
import io.headroom.telemetry.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UseChartTest {
    private static final Instant NOW = Instant.parse("2026-11-22T12:34:00Z");
    private static final Instant FIRST = Span.DAY.lines(NOW).from();

    /** 24 steps in a box of 1000 by 100: one is 41.7 wide; 4 GPUs are the top. */
    @Test
    void aStepIsAsWideAsItIsLongAndAsHighAsItsMean() {
        UseChart chart = chart(hour(0, 3600, 4, 2), hour(1, 3600, 2, 1));
        assertThat(chart.held()).isEqualTo("M0.0 0.0H41.7V50.0H83.3");
        assertThat(chart.busy()).isEqualTo("M0.0 50.0H41.7V75.0H83.3");
        assertThat(chart.most()).isEqualTo("4");
        assertThat(chart.half()).isEqualTo("2");
    }

    @Test
    void whatNobodyWatchedIsAGap() {
        assertThat(chart(hour(0, 3600, 4, 4), hour(2, 3600, 4, 4)).held()).isEqualTo("M0.0 0.0H41.7M83.3 0.0H125.0");
    }

    /** The second hour: 4 GPUs held, and nobody knows what they did. */
    @Test
    void whatNobodyKnowsTheUseOfIsAGapOfBusyAndNotOfHeld() {
        Usage unknown = new Usage(FIRST.plus(Duration.ofHours(1)), 3600, 0, 0, 4 * 3600, 0, 0, 0);
        UseChart chart = chart(hour(0, 3600, 4, 4), unknown, hour(3, 3600, 4, 4));
        assertThat(chart.held()).isEqualTo("M0.0 0.0H41.7V0.0H83.3M125.0 0.0H166.7");
        assertThat(chart.busy()).isEqualTo("M0.0 0.0H41.7M125.0 0.0H166.7");
        assertThat(chart.rows()).extracting(UseChart.Row::measured).containsExactly(true, false, true);
        assertThat(chart.description())
                .isEqualTo("12.0 GPU-hours held: 8.0 busy, 0.0 idle-held, 4.0 unknown."
                        + " 1 of 24 hours: no data. 1 of 24 hours: use unknown.");
    }

    @Test
    void withoutGapsNothingIsSaidOfThem() {
        assertThat(chart(hour(0, 3600, 4, 4)).description()).endsWith("0.0 unknown.");
    }

    /** Half an hour watched, 4 GPUs held in it: 4, not 2. */
    @Test
    void aMeanIsOverWhatWasWatched() {
        UseChart chart = UseChart.of("vision", Span.DAY, List.of(new Usage(FIRST, 1800, 7200, 0, 0, 0, 0, 3600)), NOW);
        assertThat(chart.rows()).singleElement().satisfies(row -> {
            assertThat(row.held()).isEqualTo("4.0");
            assertThat(row.own()).isEqualTo("2.0");
            assertThat(row.borrowed()).isEqualTo("2.0");
        });
    }

    /** 2 held, 3 free and 1 drained make 6; a team's chart has no such columns. */
    @Test
    void whatNobodyHeldAddsUpToAllThereAre() {
        UseChart chart =
                UseChart.of("the fleet", Span.DAY, List.of(new Usage(FIRST, 3600, 7200, 0, 0, 10800, 3600, 0)), NOW);
        assertThat(chart.whole()).isTrue();
        assertThat(chart.rows()).singleElement().satisfies(row -> {
            assertThat(row.free()).isEqualTo("3.0");
            assertThat(row.unhealthy()).isEqualTo("1.0");
            assertThat(row.total()).isEqualTo("6.0");
        });
        assertThat(chart(hour(0, 3600, 4, 2)).whole()).isFalse();
    }

    @Test
    void otherSpansKeepTheFlavor() {
        UseQuery query = UseQuery.of("7d", "h100 80gb", "2");
        assertThat(query.pageHref(3)).isEqualTo("/use?span=7d&flavor=h100+80gb&page=3");
        assertThat(chart().leadingTo(query::spanHref).tabs())
                .extracting(UseChart.Tab::href)
                .startsWith("/use?span=1h&flavor=h100+80gb#use-over-time")
                .hasSize(Span.values().length);
    }

    @Test
    void withoutDataThereIsNothingToDraw() {
        assertThat(chart().empty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"0, 2", "1, 2", "2, 2", "2.1, 4", "5, 10", "11, 20", "64, 100", "1000, 1000", "1001, 2000"})
    void theAxisEndsAtARoundNumber(double held, double end) {
        assertThat(Scale.above(held)).isEqualTo(end);
    }

    @ParameterizedTest
    @EnumSource
    void ticksAreWithinAndInOrder(Span span) {
        List<Double> xs = new UseAxis(span, span.lines(NOW))
                .ticks().stream().map(it -> Double.parseDouble(it.x())).toList();
        assertThat(xs).hasSizeBetween(5, 8).isSorted().allMatch(it -> it >= 0 && it < 100);
    }

    private static UseChart chart(Usage... usage) {
        return UseChart.of("vision", Span.DAY, List.of(usage), NOW);
    }

    private static Usage hour(int index, long watched, int held, int busy) {
        return new Usage(
                FIRST.plus(Duration.ofHours(index)), watched, busy * watched, (held - busy) * watched, 0, 0, 0, 0);
    }
}
