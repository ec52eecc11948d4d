package io.headroom.idle;

import static io.headroom.idle.IdleStep.KEPT;
import static io.headroom.idle.IdleStep.LENDABLE;
import static io.headroom.idle.IdleStep.RELEASED;
import static io.headroom.idle.IdleStep.SEEN;
import static io.headroom.idle.IdleStep.WARNED;
import static io.headroom.idle.SeenUse.BUSY;
import static io.headroom.idle.SeenUse.GONE;
import static io.headroom.idle.SeenUse.IDLE;
import static io.headroom.idle.SeenUse.UNKNOWN;
import static io.headroom.idle.SeenUse.USED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A GPU that came to its step at noon: warned after 5 minutes, lent after 30 more, released after 4 hours more. */
class IdleLadderTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration WINDOW = Duration.ofMinutes(30);
    private static final Duration WARN = Duration.ofMinutes(5);
    private static final Duration LEND = Duration.ofMinutes(30);
    private static final Duration RELEASE = Duration.ofHours(4);
    private static final IdleLadder LADDER =
            new IdleLadder(WINDOW, Map.of(WARNED, WARN, LENDABLE, LEND, RELEASED, RELEASE));
    private static final Move STAYS = new Move.Stay();

    /** The step, for how long it was watched since, and the move. */
    static Stream<Arguments> climbing() {
        return Stream.of(
                argumentSet("a second early it is not warned", SEEN, WARN.minusSeconds(1), STAYS),
                argumentSet("in time it is warned", SEEN, WARN, new Move.Climb(WARNED)),
                argumentSet("a second early it is not lendable", WARNED, LEND.minusSeconds(1), STAYS),
                argumentSet("in time it is lendable", WARNED, LEND, new Move.Climb(LENDABLE)),
                argumentSet("a second early it is not released", LENDABLE, RELEASE.minusSeconds(1), STAYS),
                argumentSet("in time it is released", LENDABLE, RELEASE, new Move.Climb(RELEASED)),
                argumentSet("what was only to be released stays so", RELEASED, Duration.ofDays(2), STAYS),
                argumentSet("a kept one rests for its window", KEPT, WINDOW.minusSeconds(1), STAYS),
                argumentSet("and is warned of anew", KEPT, WINDOW, new Move.Climb(WARNED)));
    }

    @ParameterizedTest
    @MethodSource("climbing")
    void itClimbs(IdleStep step, Duration after, Move expected) {
        Instant now = NOON.plus(after);
        assertThat(LADDER.next(at(step, now.minusSeconds(15)), IDLE, now)).isEqualTo(expected);
    }

    /** What is seen of a GPU whose release is due. */
    static Stream<Arguments> watching() {
        Instant now = NOON.plus(RELEASE);
        return Stream.of(
                argumentSet("idle: it is released", IDLE, new Move.Climb(RELEASED)),
                argumentSet("nothing known: it stays", UNKNOWN, STAYS),
                argumentSet("used for a moment: its delay starts anew", BUSY, new Move.Count(now, now)),
                argumentSet("used: it is over", USED, new Move.Over(IdleOutcome.USED)),
                argumentSet("gone", GONE, new Move.Over(IdleOutcome.GONE)));
    }

    @ParameterizedTest
    @MethodSource("watching")
    void itFollowsWhatIsMeasured(SeenUse seen, Move expected) {
        Instant now = NOON.plus(RELEASE);
        assertThat(LADDER.next(at(LENDABLE, now.minusSeconds(15)), seen, now)).isEqualTo(expected);
    }

    /** Watched until half past twelve; when it is idle again, and what then becomes of it. Its window covers 30 minutes. */
    static Stream<Arguments> gaps() {
        Instant since = NOON.minus(WINDOW);
        return Stream.of(
                argumentSet("no gap", minutes(60), new Move.Count(since, NOON)),
                argumentSet("a second", minutes(60).plusSeconds(1), counted(Duration.ofSeconds(1))),
                argumentSet("a window", minutes(90), counted(WINDOW)),
                argumentSet("more than a window: warned again", minutes(90).plusSeconds(1), new Move.Begin()),
                argumentSet("a day, though its release is due", minutes(24 * 60), new Move.Begin()));
    }

    @ParameterizedTest
    @MethodSource("gaps")
    void whatNobodyMeasuredDoesNotCount(Duration after, Move expected) {
        assertThat(LADDER.next(at(LENDABLE, NOON.plus(minutes(30))), IDLE, NOON.plus(after)))
                .isEqualTo(expected);
    }

    @Test
    void ofWhatNobodyWasToldNothingBeginsAnewButTimeUnmeasuredDoesNotCount() {
        Instant now = NOON.plus(Duration.ofDays(1));
        assertThat(LADDER.next(at(SEEN, NOON), IDLE, now))
                .isEqualTo(counted(Duration.ofDays(1).minus(WINDOW)));
    }

    /** Which steps are on, where it is, and what follows a day later. */
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
        Instant now = NOON.plus(Duration.ofDays(1));
        assertThat(new IdleLadder(WINDOW, on).next(at(step, now.minusSeconds(15)), IDLE, now))
                .isEqualTo(expected);
    }

    @Test
    void aClockSetBackStartsTheStepAnewAndRepeatsNothing() {
        Instant earlier = NOON.minusSeconds(1);
        assertThat(LADDER.next(at(WARNED, NOON), IDLE, earlier)).isEqualTo(new Move.Count(NOON.minus(WINDOW), earlier));
    }

    /**
     * One look a minute: idle at last for a window, unknown for some time, idle again once its window is watched. The time
     * from its step to its release, less what nobody knew, is its whole delay.
     */
    @Property(tries = 300)
    void itIsReleasedAfterItsWholeDelayOfKnownIdleness(
            @ForAll @IntRange(min = 1, max = 230) int before, @ForAll @IntRange(min = 1, max = 27) int unknown) {
        int watchedAgain = before + unknown + (int) WINDOW.toMinutes();
        IdleSpell spell = at(LENDABLE, NOON);
        for (int minute = 1; ; minute++) {
            Instant now = NOON.plus(minutes(minute));
            SeenUse seen = minute <= before || minute >= watchedAgain ? IDLE : UNKNOWN;
            Move move = LADDER.next(spell, seen, now);
            if (move instanceof Move.Count(var since, var at)) spell = counted(spell, since, at, now);
            if (move instanceof Move.Climb) {
                assertThat(minutes(minute - unknown)).isBetween(RELEASE, RELEASE.plus(WINDOW));
                return;
            }
            assertThat(move).isNotInstanceOfAny(Move.Begin.class, Move.Over.class);
        }
    }

    @Property
    void itNeverClimbsUnlessIdle(
            @ForAll IdleStep step, @ForAll SeenUse seen, @ForAll @IntRange(max = 100_000) int minutes) {
        Instant now = NOON.plus(minutes(minutes));
        if (LADDER.next(at(step, now), seen, now) instanceof Move.Climb)
            assertThat(seen).isEqualTo(IDLE);
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }

    private static Move counted(Duration gap) {
        return new Move.Count(NOON.minus(WINDOW).plus(gap), NOON.plus(gap));
    }

    private static IdleSpell counted(IdleSpell it, Instant since, Instant at, Instant knownAt) {
        return new IdleSpell(
                it.id(), it.lease(), it.device(), it.step(), since, at, knownAt, false, null, null, null, null);
    }

    private static IdleSpell at(IdleStep step, Instant knownAt) {
        boolean kept = step == KEPT;
        return new IdleSpell(
                new UUID(1, 0),
                new UUID(2, 0),
                new UUID(0, 1),
                step,
                NOON.minus(WINDOW),
                NOON,
                knownAt,
                false,
                kept ? "vision-lead" : null,
                kept ? "The data arrives at two." : null,
                null,
                null);
    }
}
