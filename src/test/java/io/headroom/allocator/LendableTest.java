package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import io.headroom.testing.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** vision owns 8 and holds all of them idle past the idle policy; nlp owns none and asks (R2, R11). */
class LendableTest {
    private static final Instant DEADLINE = NOON.plus(Duration.ofMinutes(10));

    @Test
    void whoeverAsksBorrowsThemOnNotice() {
        Plan plan = idle().waiting("r", "nlp", 8).plannedAt(NOON);
        assertThat(reclaims(plan)).singleElement().satisfies(it -> {
            assertThat(it.reason()).isEqualTo(ReclaimReason.IDLE);
            assertThat(it.gpus()).isEqualTo(8);
            assertThat(it.deadline()).isEqualTo(DEADLINE);
            assertThat(it.sentence()).startsWith("vision lends 8 to nlp").contains("vision keeps its claim");
        });
    }

    @Test
    void whatIsOnlyIdleIsNotLent() {
        Plan plan = world().team("vision", nominal(8))
                .using(8)
                .idle(8)
                .waiting("r", "nlp", 8)
                .plannedAt(NOON);
        assertThat(reclaims(plan)).isEmpty();
    }

    @Test
    void nobodyLendsWhatDoesNotHelp() {
        assertThat(reclaims(idle().waiting("r", "nlp", 9).plannedAt(NOON))).isEmpty();
    }

    @Test
    void nobodyLendsMoreThanItsLimit() {
        CapacityWorld limited = world().team("vision", nominal(8).lendingAtMost(3))
                .using(8)
                .lendable(8)
                .waiting("r", "nlp", 4);
        assertThat(reclaims(limited.plannedAt(NOON))).isEmpty();
    }

    @Test
    void aLeaseKeepsWhatItNeedsToWork() {
        CapacityWorld elastic = world().team("vision", nominal(8))
                .using(8)
                .atLeast(2)
                .lendable(5)
                .waiting("r", "nlp", 8)
                .atLeast(1);
        assertThat(reclaims(elastic.plannedAt(NOON))).singleElement().satisfies(it -> {
            assertThat(it.gpus()).isEqualTo(5);
            assertThat(it.remaining()).isEqualTo(3);
        });
    }

    @Test
    void nothingThatWorksGoesWhileOthersAreIdle() {
        CapacityWorld busy = capacity(16).cohort("research");
        busy.team("vision", nominal(4)).using(4).lendable(4);
        busy.team("nlp", nominal(4)).using(12);
        Plan plan = busy.team("speech", nominal(8)).waiting("r", "speech", 4).plannedAt(NOON);
        assertThat(reclaims(plan)).singleElement().satisfies(it -> assertThat(it.team())
                .isEqualTo("vision"));
    }

    @Test
    void usedAgainInTimeItKeepsEverything() {
        Plan plan = world().team("vision", nominal(8))
                .using(8)
                .waiting("r", "nlp", 8)
                .taker()
                .lending("vision-lease", 8, "r", DEADLINE)
                .plannedAt(DEADLINE);
        assertThat(plan.decisions()).anySatisfy(it -> {
            assertThat(it).isInstanceOf(Decision.CallOff.class);
            assertThat(it.sentence()).isEqualTo("vision keeps 8 GPUs: they are not measured idle any more.");
        });
        assertThat(plan.decisions()).noneMatch(Decision.Shrink.class::isInstance);
    }

    @Test
    void theIdleTeamIsTheLender() {
        Replay replay = lent();
        assertThat(replay.step(DEADLINE).loans()).containsExactly(new Loan("vision", "nlp", CapacityWorld.H100, 8));
    }

    @Test
    void itAsksForNothingUntilItCallsBack() {
        Replay replay = lent();
        Plan later = replay.step(DEADLINE.plus(Duration.ofHours(1)));
        assertThat(later.decisions()).isEmpty();
        assertThat(replay.world().waiting()).isEmpty();
    }

    @Test
    void calledBackItTakesThemLikeAnOwner() {
        Replay replay = lent();
        replay.lent().forEach(replay::callBack);
        Instant called = DEADLINE.plus(Duration.ofHours(1));
        assertThat(reclaims(replay.step(called))).singleElement().satisfies(it -> {
            assertThat(it.team()).isEqualTo("nlp");
            assertThat(it.reason()).isEqualTo(ReclaimReason.OWNER_RECLAIM);
        });
        replay.step(called.plus(Duration.ofMinutes(10)));
        assertThat(replay.world().leases()).singleElement().satisfies(it -> assertThat(it.id())
                .isEqualTo("vision-lease"));
    }

    /** nlp has borrowed all of it. */
    private static Replay lent() {
        Replay replay = new Replay(idle().waiting("r", "nlp", 8).world());
        replay.step(NOON);
        replay.step(DEADLINE);
        return replay;
    }

    private static CapacityWorld idle() {
        return world().team("vision", nominal(8)).using(8).lendable(8);
    }

    private static CapacityWorld world() {
        return capacity(8).cohort("research").team("nlp", nominal(0));
    }

    private static List<Decision.Reclaim> reclaims(Plan plan) {
        return plan.decisions().stream()
                .flatMap(it -> it instanceof Decision.Reclaim reclaim ? Stream.of(reclaim) : Stream.empty())
                .toList();
    }
}
