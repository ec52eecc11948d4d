package io.headroom.planning;

import static io.headroom.testing.CapacityWorld.H100;
import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.TeamShare;
import io.headroom.allocator.Waiting;
import io.headroom.testing.CapacityWorld;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One world that is asked again and again: what a request would get, and whom it would displace later. */
class MomentTest {
    private static final Instant AT_TWO = NOON.plus(Duration.ofHours(2));
    private static final Instant AT_FIVE = NOON.plus(Duration.ofHours(5));

    @Test
    void anExtensionKeepsOthersWaitingAndTheirBarsSaySo() {
        LaterEffect effect = at(owning(8)
                        .using(8)
                        .endsAt(AT_TWO)
                        .team("nlp", nominal(0))
                        .waiting("ask", "nlp", 4))
                .extending("vision-lease", Duration.ofHours(3))
                .orElseThrow();
        assertThat(losses(effect))
                .containsExactly(
                        "nlp's request for 4 h100 would not start before 17:00 UTC; without this, at 14:00 UTC.");
        assertThat(effect.at()).isEqualTo(AT_TWO);
        assertThat(effect.before()).extracting(TeamShare::team).containsExactly("vision", "nlp");
        assertThat(effect.before()).extracting(TeamShare::held).containsExactly(0, 4);
        assertThat(effect.before().getFirst().lent()).isEqualTo(4);
        assertThat(effect.after()).extracting(TeamShare::held).containsExactly(8, 0);
    }

    @Test
    void anExtensionThatNobodyWaitsForHurtsNobody() {
        LaterEffect effect = at(owning(8).using(8).endsAt(AT_TWO).team("nlp", nominal(0)))
                .extending("vision-lease", Duration.ofHours(3))
                .orElseThrow();
        assertThat(losses(effect)).isEmpty();
        assertThat(effect.effect().lookedUntil()).isEqualTo(AT_FIVE);
        assertThat(effect.after()).extracting(TeamShare::team).containsExactly("vision");
    }

    @Test
    void aLeaseThatHoldsNothingIsNotExtended() {
        assertThat(at(owning(8)).extending("gone", Duration.ofHours(1))).isEmpty();
    }

    @Test
    void aReservationCallsItsGpusHomeThen() {
        Moment moment =
                at(owning(4).team("nlp", nominal(4)).lease("nlp-lease", 4).lease("more", 4));
        Waiting reservation = asked("vision", 4, AT_TWO);
        assertThat(moment.granting(reservation).after())
                .as("it does not start now")
                .isEmpty();
        LaterEffect effect = moment.queueing(reservation);
        assertThat(losses(effect)).containsExactly("vision takes back 4 h100 from nlp by 14:00 UTC.");
        assertThat(effect.at()).isEqualTo(AT_TWO);
        assertThat(effect.before()).extracting(TeamShare::held).containsExactly(0, 8);
        assertThat(effect.after()).extracting(TeamShare::held).containsExactly(4, 4);
    }

    @Test
    void oneAnswerDoesNotChangeTheNext() {
        Moment moment = at(owning(4).team("nlp", nominal(4)));
        Waiting all = asked("vision", 4, null);
        assertThat(moment.granting(all).own()).isEqualTo(4);
        assertThat(moment.granting(all).own()).isEqualTo(4);
        assertThat(moment.share("vision", H100).held()).isZero();
    }

    private static CapacityWorld owning(int gpus) {
        return capacity(8).cohort("research").team("vision", nominal(gpus));
    }

    private static Moment at(CapacityWorld world) {
        return new Moment(world.world(), NOON);
    }

    private static List<String> losses(LaterEffect effect) {
        return new EffectSentences(effect.effect()).losses();
    }

    private static Waiting asked(String team, int gpus, Instant startsAt) {
        Instant begins = startsAt == null ? NOON : startsAt;
        return new Waiting(
                "asked",
                team,
                Choice.of(H100),
                gpus,
                Range.exactly(gpus),
                new Profile(Kind.TRAINING, 0, true),
                Duration.ZERO,
                NOON,
                startsAt,
                begins.plus(Duration.ofHours(3)),
                null);
    }
}
