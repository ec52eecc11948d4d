package io.headroom.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Kind;
import io.headroom.device.Device;
import io.headroom.lease.Lease;
import io.headroom.lease.Phase;
import io.headroom.telemetry.UseVerdict;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A training lease that asked for 4 and works with 2 to 8 (R12). */
class HeldUseTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    /** GPUs busy, idle and unknown, whether it gave some back lately, and how many it could use. */
    static Stream<Arguments> elastic() {
        return Stream.of(
                argumentSet("all busy: as many as it can use", 4, 0, 0, false, 8),
                argumentSet("one unknown: what it holds", 5, 0, 1, false, 6),
                argumentSet("a partial grant is owed the rest", 2, 0, 1, false, 4),
                argumentSet("grown and partly idle: without the idle ones", 6, 2, 0, false, 6),
                argumentSet("but never less than it asked for: that is the ladder's", 0, 8, 0, false, 4),
                argumentSet("idle within what it asked for: what it holds", 2, 2, 0, false, 4),
                argumentSet("idle and short of what it asked for: what it holds", 2, 1, 0, false, 3),
                argumentSet("all busy again soon after giving back: not at once", 6, 0, 0, true, 6),
                argumentSet("what it asked for it gets even then", 3, 0, 0, true, 4));
    }

    @ParameterizedTest
    @MethodSource("elastic")
    void wanted(int busy, int idle, int unknown, boolean coasted, int expected) {
        HeldUse use = use(busy, idle, unknown, true);
        assertThat(use.of(lease(busy + idle + unknown), coasted).wanted()).isEqualTo(expected);
    }

    /** In a dry run, and where the ladder is off, nothing climbs: nobody loses a GPU because it is idle. */
    @Test
    void whatTheLadderHoldsBackIsNotTakenFirst() {
        assertThat(use(2, 2, 0, false).of(lease(4), false).idle()).isZero();
        assertThat(use(2, 2, 0, true).of(lease(4), false).idle()).isEqualTo(2);
    }

    @Test
    void onlyWhatClimbedTheLadderIsLendable() {
        assertThat(use(2, 2, 0, false).of(lease(4), false).lendable()).isZero();
        assertThat(use(2, 2, 0, true).of(lease(4), false).lendable()).isEqualTo(2);
    }

    @Test
    void whatItLentItDoesNotWantBeforeItCallsItBack() {
        assertThat(use(2, 0, 0, true).of(lease(2, 2), false).wanted()).isEqualTo(2);
    }

    private static final Device HEALTHY =
            new Device(new UUID(0, 2), "n1", 0, "GPU-0", "", "X", "gpu", null, Instant.EPOCH, null, null);

    private static HeldUse use(int busy, int idle, int unknown, boolean climbed) {
        Set<UUID> lendable = climbed ? Set.of(HEALTHY.id()) : Set.of();
        HeldUse use = HeldUse.NONE;
        for (int i = 0; i < busy; i++) use = use.and(UseVerdict.BUSY, lendable, HEALTHY);
        for (int i = 0; i < idle; i++) use = use.and(UseVerdict.IDLE_HELD, lendable, HEALTHY);
        for (int i = 0; i < unknown; i++) use = use.and(UseVerdict.UNKNOWN, lendable, HEALTHY);
        return use;
    }

    private static Lease lease(int held) {
        return lease(held, 0);
    }

    private static Lease lease(int held, int lent) {
        return new Lease(
                new UUID(0, 1),
                "vision",
                "gpu",
                List.of("gpu"),
                FlavorPolicy.PREFER_STARTING,
                Kind.TRAINING,
                "Sweep",
                "vision-lead",
                4,
                2,
                8,
                1,
                held,
                lent,
                0,
                true,
                Phase.ACTIVE,
                3600,
                NOON,
                null,
                NOON,
                NOON.plusSeconds(3600),
                null,
                null,
                null,
                null,
                0,
                null,
                null,
                null,
                null,
                "",
                null,
                0);
    }
}
