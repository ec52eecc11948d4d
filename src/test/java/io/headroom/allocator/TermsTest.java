package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import io.headroom.testing.CapacityWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** R15: every lease has an end, and a scheduled one has its GPUs from its start. */
class TermsTest {
    private static final Instant START = NOON.plus(Duration.ofHours(2));
    private static final Duration LEAD = Duration.ofMinutes(40);

    private static CapacityWorld scheduled() {
        return capacity(4)
                .team("owner", nominal(4))
                .waiting("r", "owner", 4)
                .startsAt(START)
                .endsAt(START.plusSeconds(3600))
                .team("guest", nominal(0));
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void aLeaseEndsWithItsTerm(int seconds, boolean ended) {
        var plan = capacity(4).team("a", nominal(4)).lease("l", 4).endsAt(NOON).plannedAt(NOON.plusSeconds(seconds));
        if (ended) assertThat(plan).expires("l").share("a", TeamShare::own, 0);
        else assertThat(plan).share("a", TeamShare::own, 4).wakesAt(NOON);
    }

    @Test
    void outsideItsWindowNothingIsReserved() {
        assertThat(scheduled().waiting("now", "guest", 4).plannedAt(NOON))
                .admitsExactly("now")
                .waits("r", WaitReason.NOT_STARTED)
                .startsAround("r", START)
                .wakesAt(START.minus(LEAD));
    }

    @Test
    void insideItsWindowOnlyWhatEndsBeforeMayUseItsGpus() {
        Instant now = START.minus(LEAD);
        assertThat(scheduled().waiting("long", "guest", 4).plannedAt(now))
                .admitsExactly()
                .waits("long", WaitReason.HELD_FOR_OTHERS)
                .says("Starts 14:00 UTC; 4 GPUs are reserved.");
        assertThat(scheduled().waiting("short", "guest", 4).endsAt(START).plannedAt(now))
                .admitsExactly("short");
        assertThat(scheduled()
                        .waiting("late", "guest", 4)
                        .endsAt(START.plusSeconds(1))
                        .plannedAt(now))
                .waits("late", WaitReason.HELD_FOR_OTHERS);
    }

    @ParameterizedTest
    @CsvSource({"-1, false", "0, true", "1, true"})
    void aBorrowerIsToldInTimeAndNotBefore(int seconds, boolean told) {
        Instant now = START.minus(Duration.ofMinutes(10)).plusSeconds(seconds);
        var plan = scheduled().lease("g", 4).plannedAt(now);
        if (told)
            assertThat(plan)
                    .reclaims(Map.of("g", 4))
                    .reclaimsBy("g", seconds > 0 ? START.plusSeconds(seconds) : START)
                    .waits("r", WaitReason.NOT_STARTED);
        else assertThat(plan).reclaimsNothing().wakesAt(START.minus(Duration.ofMinutes(10)));
    }

    @Test
    void whatEndsBeforeTheStartIsNotReclaimed() {
        assertThat(scheduled().lease("g", 4).endsAt(START).plannedAt(START.minusSeconds(60)))
                .reclaimsNothing();
    }

    @Test
    void aScheduledRequestAboveNominalReservesNothing() {
        assertThat(capacity(4)
                        .team("a", nominal(2))
                        .waiting("r", "a", 4)
                        .startsAt(START)
                        .endsAt(START.plusSeconds(3600))
                        .team("b", nominal(2))
                        .waiting("now", "b", 4)
                        .plannedAt(START.minusSeconds(60)))
                .admitsExactly("now");
    }

    @Test
    void itStartsAtItsStart() {
        assertThat(scheduled().plannedAt(START)).admits("r", 4, 0);
    }

    /** The owner's r stays for good, 2 within its 4, and g was told; a teammate that came first rides on the rest of g. */
    private static CapacityWorld besideATeammate(int gpus, int promised, int priority) {
        return capacity(9)
                .team("guest", nominal(5))
                .lease("g", 8)
                .team("owner", nominal(4))
                .takingFromItself()
                .waiting("teammate", "owner", gpus)
                .takerOf(promised)
                .waiting("r", "owner", 2)
                .notReclaimable()
                .priority(priority)
                .startsAt(START)
                .taker()
                .notice("g", 8, "r", START.plusSeconds(60));
    }

    @ParameterizedTest
    @CsvSource({"5, 0, 2", "5, 0, 0", "5, 5, 2", "5, 5, 0", "4, 0, 2", "4, 0, 0", "4, 4, 2", "4, 4, 0"})
    void itsNoticeStaysItsOwnFromItsStartOn(int gpus, int promised, int priority) {
        CapacityWorld world = besideATeammate(gpus, promised, priority);
        assertThat(world.plannedAt(START))
                .callsOffNothing()
                .reclaimsNothing()
                .waits("r", WaitReason.WAITING_FOR_RECLAIM)
                .waits("teammate", WaitReason.WAITING_FOR_RECLAIM);
        assertThat(world.plannedAt(START.plusSeconds(60)))
                .admitsExactly("r", "teammate")
                .admits("r", 2, 0);
    }
}
