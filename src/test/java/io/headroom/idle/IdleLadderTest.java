package io.headroom.idle;

import static io.headroom.idle.IdleStep.KEPT;
import static io.headroom.idle.IdleStep.LENDABLE;
import static io.headroom.idle.IdleStep.RELEASED;
import static io.headroom.idle.IdleStep.SEEN;
import static io.headroom.idle.IdleStep.WARNED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A lease of two GPUs, warned after 5 minutes, lent after 30 more, released after 4 hours more. */
class IdleLadderTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final UUID A = new UUID(0, 1);
    private static final UUID B = new UUID(0, 2);
    private static final Set<UUID> BOTH = Set.of(A, B);
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration WARN = Duration.ofMinutes(5);
    private static final Duration LEND = Duration.ofMinutes(30);
    private static final Duration RELEASE = Duration.ofHours(4);
    private static final IdleLadder LADDER =
            new IdleLadder(WINDOW, Map.of(WARNED, WARN, LENDABLE, LEND, RELEASED, RELEASE));
    private static final Move STAYS = new Move.Stay();

    /** The step, seconds until the next is due, and the move. */
    static Stream<Arguments> climbing() {
        return Stream.of(
                argumentSet("a second early it is not warned", SEEN, WARN.minusSeconds(1), STAYS),
                argumentSet("in time it is warned", SEEN, WARN, new Move.Climb(WARNED)),
                argumentSet("a second early it is not lendable", WARNED, LEND.minusSeconds(1), STAYS),
                argumentSet("in time it is lendable", WARNED, LEND, new Move.Climb(LENDABLE)),
                argumentSet("a second early it is not released", LENDABLE, RELEASE.minusSeconds(1), STAYS),
                argumentSet("in time it is released", LENDABLE, RELEASE, new Move.Climb(RELEASED)),
                argumentSet("after a downtime it makes one step", SEEN, Duration.ofDays(2), new Move.Climb(WARNED)),
                argumentSet("what was only to be released stays so", RELEASED, Duration.ofDays(2), STAYS),
                argumentSet("a kept one rests for its window", KEPT, WINDOW.minusSeconds(1), STAYS),
                argumentSet("and is warned of anew", KEPT, WINDOW, new Move.Climb(WARNED)));
    }

    @ParameterizedTest
    @MethodSource("climbing")
    void itClimbs(IdleStep step, Duration after, Move expected) {
        assertThat(LADDER.next(at(step, A, B), new SeenUse(BOTH, BOTH, Set.of()), NOON.plus(after)))
                .isEqualTo(expected);
    }

    /** What is held, idle and used of A and B, both warned of long ago. */
    static Stream<Arguments> watching() {
        return Stream.of(
                argumentSet("both idle: it climbs", BOTH, BOTH, Set.of(), new Move.Climb(LENDABLE)),
                argumentSet("nothing known: it stays", BOTH, Set.of(), Set.of(), STAYS),
                argumentSet("one unknown or with a blip: it stays", BOTH, Set.of(A), Set.of(), STAYS),
                argumentSet("one used: the other stays", BOTH, Set.of(A), Set.of(B), new Move.Regroup(Set.of(A))),
                argumentSet("both used: it is over", BOTH, Set.of(), BOTH, new Move.Over(IdleOutcome.USED)),
                argumentSet("one gone: the other stays", Set.of(A), Set.of(A), Set.of(), new Move.Regroup(Set.of(A))),
                argumentSet("both gone", Set.of(), Set.of(), Set.of(), new Move.Over(IdleOutcome.GONE)));
    }

    @ParameterizedTest
    @MethodSource("watching")
    void itFollowsWhatIsMeasured(Set<UUID> held, Set<UUID> idle, Set<UUID> used, Move expected) {
        assertThat(LADDER.next(at(WARNED, A, B), new SeenUse(held, idle, used), NOON.plus(Duration.ofDays(1))))
                .isEqualTo(expected);
    }

    /** A at a step when B turns idle as well. */
    static Stream<Arguments> growing() {
        return Stream.of(
                argumentSet("before anybody is told they go together", SEEN, new Move.Regroup(BOTH)),
                argumentSet("nobody was told of B: warn anew", WARNED, new Move.Begin(BOTH)),
                argumentSet("nothing is released unwarned", LENDABLE, new Move.Begin(BOTH)),
                argumentSet("what is kept stays kept", KEPT, new Move.Regroup(BOTH)));
    }

    @ParameterizedTest
    @MethodSource("growing")
    void moreIdleGpusAreWarnedOfFirst(IdleStep step, Move expected) {
        assertThat(LADDER.next(at(step, A), new SeenUse(BOTH, BOTH, Set.of()), NOON.plus(Duration.ofDays(1))))
                .isEqualTo(expected);
    }

    /** Which steps are on, where it is, and what follows. */
    static Stream<Arguments> switches() {
        return Stream.of(
                argumentSet("no warning: lent unwarned", Map.of(LENDABLE, LEND), SEEN, new Move.Climb(LENDABLE)),
                argumentSet("no lending", Map.of(WARNED, WARN, RELEASED, RELEASE), WARNED, new Move.Climb(RELEASED)),
                argumentSet("no release", Map.of(WARNED, WARN, LENDABLE, LEND), LENDABLE, STAYS),
                argumentSet("never released unwarned", Map.of(RELEASED, RELEASE), SEEN, STAYS),
                argumentSet("all off", Map.of(), SEEN, STAYS));
    }

    @ParameterizedTest
    @MethodSource("switches")
    void aStepThatIsOffIsLeftOut(Map<IdleStep, Duration> on, IdleStep step, Move expected) {
        assertThat(new IdleLadder(WINDOW, on)
                        .next(at(step, A), new SeenUse(Set.of(A), Set.of(A), Set.of()), NOON.plus(Duration.ofDays(1))))
                .isEqualTo(expected);
    }

    @Test
    void aClockSetBackStartsTheStepAnewAndRepeatsNothing() {
        assertThat(LADDER.next(at(WARNED, A), new SeenUse(Set.of(A), Set.of(A), Set.of()), NOON.minusSeconds(1)))
                .isEqualTo(new Move.Regroup(Set.of(A)));
    }

    @Test
    void withoutIdleGpusNothingBegins() {
        assertThat(LADDER.next(null, new SeenUse(BOTH, Set.of(), Set.of()), NOON))
                .isEqualTo(STAYS);
        assertThat(LADDER.next(null, new SeenUse(BOTH, Set.of(B), Set.of()), NOON))
                .isEqualTo(new Move.Begin(Set.of(B)));
    }

    @Property
    void itNeverClimbsOnMissingData(
            @ForAll IdleStep step,
            @ForAll("someOfFour") Set<UUID> spell,
            @ForAll("someOfFour") Set<UUID> idle,
            @ForAll("someOfFour") Set<UUID> used,
            @ForAll @IntRange(max = 100_000) int minutes) {
        Set<UUID> measuredUsed = Stream.of(used.toArray(UUID[]::new))
                .filter(device -> !idle.contains(device))
                .collect(Collectors.toSet());
        SeenUse seen = new SeenUse(four(), idle, measuredUsed);
        Move move = LADDER.next(at(step, spell.toArray(UUID[]::new)), seen, NOON.plus(Duration.ofMinutes(minutes)));
        if (move instanceof Move.Climb) assertThat(idle).containsExactlyInAnyOrderElementsOf(spell);
    }

    @Provide
    Arbitrary<Set<UUID>> someOfFour() {
        return Arbitraries.of(four()).set().ofMinSize(1);
    }

    private static Set<UUID> four() {
        return Set.of(A, B, new UUID(0, 3), new UUID(0, 4));
    }

    private static IdleSpell at(IdleStep step, UUID... devices) {
        boolean kept = step == KEPT;
        return new IdleSpell(
                new UUID(1, 0),
                new UUID(2, 0),
                List.of(devices),
                step,
                NOON.minus(WINDOW),
                NOON,
                false,
                kept ? "vision-lead" : null,
                kept ? "The data arrives at two." : null,
                null,
                null);
    }
}
