package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.headroom.allocator.ReclaimReason;
import io.headroom.board.CalendarSpan.View;
import io.headroom.lease.Lease;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Phase;
import io.headroom.lease.Stay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where bars and marks stand. The day is Tuesday 24 November 2026, and it is noon. */
class GanttRowTest {
    private static final CalendarSpan DAY = CalendarSpan.of(View.DAY, LocalDate.of(2026, 11, 24));
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    @Test
    void aBarCoversTheTimeInWhichItsGpusAreHeld() {
        var bar = only(SampleLease.running(4, "2026-11-24T06:00:00Z", "2026-11-24T18:00:00Z"));
        assertThat(bar.x()).isEqualTo("25.00");
        assertThat(bar.width()).isEqualTo("50.00");
        assertThat(bar.css()).isEqualTo("running");
        assertThat(bar.text()).isEqualTo("4 h100");
    }

    @Test
    void whatGoesOnOutsideIsCutAtTheEdges() {
        var bar = only(SampleLease.running(4, "2026-11-20T06:00:00Z", "2026-12-18T18:00:00Z"));
        assertThat(bar.x()).isEqualTo("0.00");
        assertThat(bar.width()).isEqualTo("100.00");
        assertThat(bar.css()).isEqualTo("running cut-left cut-right");
    }

    @Test
    void whatWaitsHasAnOpenLeftEnd() {
        Stay expected = new Stay(NOON.plusSeconds(3600), NOON.plusSeconds(7200));
        assertThat(only(SampleLease.of(Phase.WAITING, 4, expected)).css()).isEqualTo("waiting cut-left");
    }

    @Test
    void whatIsLentStaysWhereItRan() {
        var bar = only(SampleLease.of(Phase.LENT, 4, new Stay(NOON.minusSeconds(21_600), NOON.plusSeconds(21_600))));
        assertThat(bar.css()).isEqualTo("lent");
        assertThat(bar.x()).isEqualTo("25.00");
        assertThat(bar.width()).isEqualTo("50.00");
    }

    @Test
    void aMinuteIsStillSeenAndSaysNothing() {
        var bar = only(SampleLease.ended(4, "2026-11-24T23:59:00Z", "2026-11-25T00:00:00Z"));
        assertThat(Double.parseDouble(bar.width())).isEqualTo(GanttRow.NARROWEST);
        assertThat(end(bar)).isEqualTo(100, within(0.011));
        assertThat(bar.text()).isEmpty();
    }

    @Test
    void barsThatDoNotMeetShareALane() {
        var row = row(
                List.of(),
                SampleLease.ended(4, "2026-11-24T00:00:00Z", "2026-11-24T06:00:00Z"),
                SampleLease.running(4, "2026-11-24T03:00:00Z", "2026-11-24T18:00:00Z"),
                SampleLease.scheduled(4, "2026-11-24T18:00:00Z", "2026-11-24T20:00:00Z"));
        assertThat(row.bars()).extracting(GanttRow.Bar::y).containsExactly(6, 6, 52);
    }

    @Test
    void aDeadlineIsMarkedUnderItsBar() {
        Lease lease = SampleLease.of(
                Phase.RECLAIMING, 8, new Stay(NOON.minusSeconds(43200), Instant.parse("2026-12-24T12:00:00Z")));
        var row = row(List.of(notice(lease, 6, NOON.plusSeconds(8400))), lease);
        assertThat(row.notes()).singleElement().satisfies(note -> {
            assertThat(note.css()).isEqualTo("due");
            assertThat(note.text()).isEqualTo("6 back by 14:20");
            assertThat(note.x()).isEqualTo("59.72");
            assertThat(note.top()).isEqualTo(6);
        });
        assertThat(row.height()).isEqualTo(GanttRow.GAP + GanttRow.BAR + GanttRow.NOTE + GanttRow.GAP);
    }

    @Test
    void aMarkOutsideIsNotDrawn() {
        Lease lease =
                SampleLease.of(Phase.RECLAIMING, 8, new Stay(NOON.minusSeconds(43200), NOON.plusSeconds(9_000_000)));
        assertThat(row(List.of(notice(lease, 6, NOON.plusSeconds(86_400))), lease)
                        .notes())
                .isEmpty();
    }

    @Test
    void aReservationSaysItsStartAndANearEndItself() {
        var row = row(
                List.of(),
                SampleLease.scheduled(4, "2026-11-24T18:00:00Z", "2026-11-26T18:00:00Z"),
                SampleLease.running(4, "2026-11-24T01:00:00Z", "2026-11-24T13:00:00Z"));
        assertThat(row.notes())
                .extracting(GanttRow.Note::css, GanttRow.Note::text)
                .containsExactly(tuple("soon", "ends in 1 h"), tuple("start", "starts 24 Nov 18:00 UTC"));
    }

    @ParameterizedTest
    @EnumSource(View.class)
    void noTwoBarsOverlapAndAllAreInside(View view) {
        CalendarSpan span = CalendarSpan.of(view, LocalDate.of(2026, 11, 24));
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<CalendarEntry> entries = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            Instant from = span.time().from().plusSeconds(random.nextInt(40 * 86_400) - 5 * 86_400);
            Stay stay = new Stay(from, from.plusSeconds(60 + random.nextInt(5 * 86_400)));
            if (stay.overlaps(span.time())) entries.add(entry(SampleLease.of(Phase.ENDED, 1, stay), List.of()));
        }
        List<GanttRow.Bar> bars = GanttRow.of("vision", entries, span).bars();
        assertThat(bars).as("seed " + seed).hasSameSizeAs(entries).allSatisfy(bar -> {
            assertThat(start(bar)).isBetween(0.0, 100.0);
            assertThat(end(bar)).isLessThan(100.02);
        });
        for (GanttRow.Bar one : bars)
            for (GanttRow.Bar other : bars)
                if (one != other && one.y() == other.y())
                    assertThat(end(one) <= start(other) + 0.02 || end(other) <= start(one) + 0.02)
                            .as("seed " + seed + ": " + one + " beside " + other)
                            .isTrue();
    }

    private static double start(GanttRow.Bar bar) {
        return Double.parseDouble(bar.x());
    }

    private static double end(GanttRow.Bar bar) {
        return start(bar) + Double.parseDouble(bar.width());
    }

    private static GanttRow.Bar only(Lease lease) {
        return row(List.of(), lease).bars().getFirst();
    }

    private static GanttRow row(List<OpenNotice> notices, Lease... leases) {
        return GanttRow.of(
                "vision",
                List.of(leases).stream().map(lease -> entry(lease, notices)).toList(),
                DAY);
    }

    private static CalendarEntry entry(Lease lease, List<OpenNotice> notices) {
        return CalendarEntry.of(lease, Stay.of(lease, NOON).orElseThrow(), notices, true, NOON);
    }

    private static OpenNotice notice(Lease lease, int gpus, Instant deadline) {
        return new OpenNotice(
                UUID.randomUUID(),
                lease.id(),
                lease.team(),
                null,
                "nlp",
                lease.flavor(),
                gpus,
                ReclaimReason.OWNER_RECLAIM,
                "",
                NOON,
                deadline);
    }
}
