package io.headroom.lease;

import static io.headroom.lease.Phase.ACTIVE;
import static io.headroom.lease.Phase.ENDED;
import static io.headroom.lease.Phase.LENT;
import static io.headroom.lease.Phase.RECLAIMING;
import static io.headroom.lease.Phase.SCHEDULED;
import static io.headroom.lease.Phase.WAITING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.lease.Phase.Action;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PhaseTest {
    static Stream<Arguments> table() {
        return Stream.of(
                argumentSet(
                        "a scheduled lease joins the queue or ends",
                        SCHEDULED,
                        Set.of(WAITING, ENDED),
                        Set.of(Action.RESIZE, Action.WITHDRAW)),
                argumentSet(
                        "a waiting lease starts or ends",
                        WAITING,
                        Set.of(ACTIVE, ENDED),
                        Set.of(Action.RESIZE, Action.WITHDRAW)),
                argumentSet(
                        "an active lease is asked to give back, loses all or ends",
                        ACTIVE,
                        Set.of(RECLAIMING, WAITING, ENDED),
                        Set.of(Action.RELEASE, Action.EXTEND, Action.RESIZE)),
                argumentSet(
                        "a lease that gives back settles, loses all or ends",
                        RECLAIMING,
                        Set.of(ACTIVE, WAITING, LENT, ENDED),
                        Set.of(Action.RELEASE, Action.EXTEND, Action.RESIZE)),
                argumentSet(
                        "a lease that is lent while idle asks again or ends",
                        LENT,
                        Set.of(WAITING, ENDED),
                        Set.of(Action.EXTEND, Action.RESIZE, Action.WITHDRAW)),
                argumentSet("an ended lease stays ended", ENDED, Set.of(), Set.of()));
    }

    @ParameterizedTest
    @MethodSource("table")
    void transitions(Phase phase, Set<Phase> next, Set<Action> actions) {
        assertThat(phase.next()).isEqualTo(next);
        assertThat(phase.actions()).isEqualTo(actions);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void onlyWhatHoldsGpusCanGiveThemBack(Phase phase) {
        assertThat(phase.actions().contains(Action.RELEASE)).isEqualTo(phase.holds());
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void everyPhaseButTheLastCanEnd(Phase phase) {
        assertThat(phase.next().contains(ENDED)).isEqualTo(phase != ENDED);
    }
}
