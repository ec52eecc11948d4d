package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.board.CalendarSpan.View;
import io.headroom.lease.Lease;
import io.headroom.lease.Phase;
import io.headroom.lease.Stay;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is committed of 16 GPUs in the week of Tuesday 24 November 2026, seen from its noon. */
class RoomTest {
    private static final CalendarSpan WEEK = CalendarSpan.of(View.WEEK, LocalDate.of(2026, 11, 24));
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");
    private static final int CAPACITY = 16;

    @Test
    void anEmptyWeekIsOneStepOfRoom() {
        Room room = room(List.of());
        assertThat(room.steps()).singleElement().satisfies(step -> {
            assertThat(step.stay()).isEqualTo(new Stay(NOON, WEEK.time().until()));
            assertThat(step.left()).isEqualTo(CAPACITY);
        });
        assertThat(room.note()).isEqualTo("0 committed, 16 left of 16 now");
    }

    @Test
    void itSaysWhenThereIsMostRoom() {
        Room room = room(List.of(
                SampleLease.running(12, "2026-11-23T00:00:00Z", "2026-11-26T09:00:00Z"),
                SampleLease.scheduled(4, "2026-11-26T09:00:00Z", "2026-11-30T00:00:00Z")));
        assertThat(room.note()).isEqualTo("12 committed, 4 left of 16 now; 12 from 26 Nov 09:00 UTC on");
        assertThat(room.boxes()).extracting(Room.Box::height).containsExactly(33, 11);
    }

    @Test
    void moreThanThereIsIsSaid() {
        Room room = room(List.of(
                SampleLease.running(16, "2026-11-23T00:00:00Z", "2026-11-30T00:00:00Z"),
                SampleLease.scheduled(4, "2026-11-26T00:00:00Z", "2026-11-30T00:00:00Z")));
        assertThat(room.steps().getLast().text()).isEqualTo("20 committed, 4 too many");
        assertThat(room.boxes().getLast().css()).isEqualTo("over");
        assertThat(room.capacityY()).isPositive();
    }

    @Test
    void whatWaitsOrIsLentOrIsOverIsNotCommitted() {
        Stay week = WEEK.time();
        assertThat(room(List.of(
                                SampleLease.of(Phase.WAITING, 8, week),
                                SampleLease.of(Phase.LENT, 8, week),
                                SampleLease.of(Phase.ENDED, 8, week)))
                        .steps())
                .extracting(Room.Step::committed)
                .containsExactly(0);
    }

    @Test
    void atEveryInstantTheStepsAreTheSumOfTheLeases() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Lease> leases = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant from = NOON.plusSeconds(random.nextInt(12 * 86_400) - 4 * 86_400);
            Stay stay = new Stay(from, from.plusSeconds(60 + random.nextInt(3 * 86_400)));
            Phase phase = from.isAfter(NOON) ? Phase.SCHEDULED : Phase.ACTIVE;
            leases.add(SampleLease.of(phase, 1 + random.nextInt(8), stay));
        }
        List<Room.Step> steps = room(leases).steps();
        for (Instant at = NOON; at.isBefore(WEEK.time().until()); at = at.plusSeconds(1 + random.nextInt(7_200))) {
            Instant sampled = at;
            int expected = leases.stream()
                    .filter(lease -> !start(lease).isAfter(sampled) && sampled.isBefore(lease.endsAt()))
                    .mapToInt(Lease::gpus)
                    .sum();
            assertThat(steps)
                    .as("seed " + seed + " at " + at)
                    .filteredOn(step -> step.stay().contains(sampled))
                    .extracting(Room.Step::committed)
                    .containsExactly(expected);
        }
    }

    private static Instant start(Lease lease) {
        return lease.startedAt() == null ? lease.startsAt() : lease.startedAt();
    }

    private static Room room(List<Lease> leases) {
        return Room.of(SampleLease.FLAVOR, CAPACITY, leases, WEEK, NOON);
    }
}
