package io.headroom.allocator;

import static io.headroom.allocator.Quota.nominal;
import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.PlanAssert.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Drained devices are no capacity, but go on working: who has to give back is told, and nobody is cut. */
class DrainedTest {
    private static final Instant IN_TEN_MINUTES = NOON.plus(Duration.ofMinutes(10));

    @Test
    void whoSitsOnDrainedDevicesAndFindsNoOthersIsTold() {
        assertThat(capacity(4)
                        .team("a", nominal(8))
                        .lease("l", 8)
                        .drained(4)
                        .atLeast(2)
                        .plannedAt(NOON))
                .shrinksExactly()
                .reclaims(Map.of("l", 4))
                .reclaimsFor(ReclaimReason.CAPACITY_LOST)
                .reclaimsBy("l", IN_TEN_MINUTES)
                .says("a gives back 4 by 12:10 UTC: devices were drained and no others are free.");
    }

    @Test
    void whoWasToldIsNotToldAgainAndGivesBackWhenItsNoticeEnds() {
        var told = capacity(4)
                .team("a", nominal(8))
                .lease("l", 8)
                .drained(4)
                .atLeast(2)
                .vacating("l", 4, IN_TEN_MINUTES);
        assertThat(told.plannedAt(NOON)).reclaimsNothing().callsOffNothing().shrinksExactly();
        assertThat(told.plannedAt(IN_TEN_MINUTES)).shrinks("l", 4, 4);
    }

    @Test
    void whenTheDevicesAreBackTheNoticeIsCalledOff() {
        assertThat(capacity(8)
                        .team("a", nominal(8))
                        .lease("l", 8)
                        .vacating("l", 4, IN_TEN_MINUTES)
                        .plannedAt(NOON))
                .callsOff("l");
    }

    @Test
    void theBorrowerGivesBackWhoeverSitsOnTheDrainedDevices() {
        assertThat(capacity(4)
                        .team("owner", nominal(4))
                        .lease("own", 4)
                        .drained(4)
                        .team("guest", nominal(0))
                        .lease("borrowed", 4)
                        .plannedAt(NOON))
                .reclaims(Map.of("borrowed", 4));
    }

    @Test
    void nobodyIsGrantedWhatIsAboutToLeave() {
        assertThat(capacity(4)
                        .team("a", nominal(8))
                        .lease("l", 6)
                        .drained(2)
                        .atLeast(2)
                        .waiting("r", "a", 1)
                        .plannedAt(NOON))
                .admitsExactly()
                .reclaims(Map.of("l", 2));
    }

    @Test
    void brokenDevicesAreStillLostAtOnce() {
        assertThat(capacity(4)
                        .team("a", nominal(8))
                        .lease("l", 8)
                        .atLeast(1)
                        .lost(2)
                        .drained(2)
                        .plannedAt(NOON))
                .shrinks("l", 2, 6)
                .reclaims(Map.of("l", 2));
    }
}
