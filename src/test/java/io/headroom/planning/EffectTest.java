package io.headroom.planning;

import static io.headroom.testing.CapacityWorld.H100;
import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.Quota;
import io.headroom.allocator.World;
import io.headroom.testing.CapacityWorld;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** R18: what an edit would do is said before it is saved, and what would happen anyway is not blamed on it. */
class EffectTest {
    private static World owning(World world, String team, Quota quota) {
        return world.teams(world.teams().stream()
                .map(it -> it.name().equals(team) ? it.owning(Map.of(H100, quota)) : it)
                .toList());
    }

    private static Effect lowering(CapacityWorld world, String team, int to) {
        World now = world.world();
        return EditPreview.effect(now, owning(now, team, nominal(to)), NOON);
    }

    private static String said(Effect effect) {
        return new EffectSentences(effect).all();
    }

    @Test
    void aLoweredQuotaMakesGpusBorrowedAndEvictsNobody() {
        Effect effect = lowering(
                capacity(16)
                        .cohort("research")
                        .team("vision", nominal(4))
                        .team("nlp", nominal(12))
                        .using(12),
                "nlp",
                8);
        assertThat(said(effect))
                .isEqualTo("nlp would hold 12 h100 of a quota of 8: 4 become borrowed."
                        + " Nobody has to give anything back within 24 h.");
        assertThat(effect.shifts()).extracting(Effect.Shift::becomeBorrowed).containsExactly(4, 0);
        assertThat(effect.shifts().getLast().after().lent())
                .as("vision lends them")
                .isEqualTo(4);
        assertThat(effect.returns()).isEmpty();
        assertThat(effect.starts()).isEmpty();
    }

    @Test
    void whatBecomesBorrowedGoesHomeOnNoticeToWhoeverIsOwedIt() {
        World now = capacity(12)
                .cohort("research")
                .team("vision", nominal(0))
                .team("nlp", nominal(12))
                .using(12)
                .atLeast(4)
                .waiting("ask", "vision", 4)
                .world();
        World edited = owning(owning(now, "nlp", nominal(8)), "vision", nominal(4));
        Effect effect = EditPreview.effect(now, edited, NOON);
        assertThat(said(effect))
                .isEqualTo("nlp would hold 12 h100 of a quota of 8: 4 become borrowed."
                        + " vision takes back 4 h100 from nlp by 12:10 UTC.");
        assertThat(effect.starts()).singleElement().satisfies(start -> {
            assertThat(start.request()).isEqualTo("ask");
            assertThat(start.at()).isBetween(NOON.plus(Duration.ofMinutes(10)), NOON.plus(Duration.ofMinutes(11)));
            assertThat(start.otherwise()).as("not within a day").isNull();
            assertThat(start.sooner()).isTrue();
        });
    }

    @Test
    void aRaisedQuotaMakesBorrowedGpusOwn() {
        Effect effect = lowering(
                capacity(16)
                        .cohort("research")
                        .team("vision", nominal(4))
                        .team("nlp", nominal(8))
                        .using(12),
                "nlp",
                12);
        assertThat(said(effect)).startsWith("nlp would hold 12 h100 of a quota of 12: 4 borrowed become its own.");
    }

    @Test
    void whatGoesBackAnywayIsNotBlamedOnTheEdit() {
        Effect effect = lowering(
                capacity(12)
                        .cohort("research")
                        .team("vision", nominal(6))
                        .team("nlp", nominal(6))
                        .using(12)
                        .atLeast(4)
                        .waiting("ask", "vision", 6),
                "nlp",
                5);
        assertThat(effect.returns()).isEmpty();
        assertThat(said(effect))
                .contains("1 becomes borrowed.")
                .contains("Nobody has to give anything back within 24 h.");
    }

    @Test
    void quotasBeyondCapacityShrinkEverybodysGuarantee() {
        Effect effect = lowering(
                capacity(8)
                        .cohort("research")
                        .team("vision", nominal(4))
                        .using(4)
                        .team("nlp", nominal(4)),
                "nlp",
                12);
        assertThat(effect.shifts()).extracting(it -> it.after().team()).contains("vision", "nlp");
        assertThat(said(effect)).contains("vision would hold 4 h100 of a guarantee of 2 (its quota of 4");
    }

    @Test
    void sayingTheSameChangesNothing() {
        Effect effect =
                lowering(capacity(8).cohort("research").team("nlp", nominal(8)).using(8), "nlp", 8);
        assertThat(said(effect)).isEqualTo("Nobody's share changes. Nobody has to give anything back within 24 h.");
    }
}
