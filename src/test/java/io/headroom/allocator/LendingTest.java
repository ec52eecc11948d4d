package io.headroom.allocator;

import static io.headroom.testing.CapacityWorld.NOON;
import static io.headroom.testing.CapacityWorld.capacity;
import static io.headroom.testing.CapacityWorld.nominal;
import static io.headroom.testing.PlanAssert.assertThat;

import org.junit.jupiter.api.Test;

/** R2: a loan names its lender, nearest cohort first, there the most idle, then by name. */
class LendingTest {
    @Test
    void theNearestCohortLendsFirst() {
        assertThat(capacity(24)
                        .cohort("near")
                        .team("borrower", nominal(4))
                        .team("sibling", nominal(4))
                        .cohort("far")
                        .team("rich", nominal(16))
                        .waiting("r", "borrower", 10)
                        .plannedAt(NOON))
                .hasLoans(new Loan("sibling", "borrower", "h100", 4), new Loan("rich", "borrower", "h100", 2));
    }

    @Test
    void theMostIdleLendsFirstThenByName() {
        var world = capacity(14)
                .team("a", nominal(4))
                .team("b", nominal(6))
                .team("c", nominal(4))
                .team("guest", nominal(0));
        assertThat(world.waiting("r", "guest", 7).plannedAt(NOON))
                .hasLoans(new Loan("b", "guest", "h100", 6), new Loan("a", "guest", "h100", 1));
    }

    @Test
    void aCohortLendsItsOwnQuotaUnderItsName() {
        assertThat(capacity(8)
                        .cohort("research", nominal(8))
                        .team("vision", nominal(0))
                        .waiting("r", "vision", 3)
                        .plannedAt(NOON))
                .admits("r", 0, 3)
                .lends("research", "vision", 3);
    }

    @Test
    void whatNoQuotaCoversIsLentByTheRoot() {
        assertThat(capacity(8)
                        .team("vision", nominal(2))
                        .waiting("r", "vision", 5)
                        .plannedAt(NOON))
                .lends(Loan.ROOT, "vision", 3)
                .says("5 GPUs: 2 own, 3 borrowed from the shared pool; back within 10 min of asking.");
    }

    @Test
    void aLoanStaysWithItsLender() {
        assertThat(capacity(8)
                        .team("a", nominal(4))
                        .team("b", nominal(4))
                        .team("guest", nominal(0))
                        .using(2)
                        .lends("b", "guest", 2)
                        .plannedAt(NOON))
                .hasLoans(new Loan("b", "guest", "h100", 2));
    }

    @Test
    void aLoanMovesWhenItsLenderUsesItsQuota() {
        assertThat(capacity(8)
                        .team("a", nominal(4))
                        .team("b", nominal(4))
                        .using(4)
                        .team("guest", nominal(0))
                        .using(2)
                        .lends("b", "guest", 2)
                        .plannedAt(NOON))
                .hasLoans(new Loan("a", "guest", "h100", 2));
    }

    @Test
    void theRootStandsInForALenderThatNoLongerLends() {
        assertThat(capacity(8)
                        .team("a", nominal(8).lendingAtMost(0))
                        .team("guest", nominal(0))
                        .using(2)
                        .lends("a", "guest", 2)
                        .plannedAt(NOON))
                .hasLoans(new Loan(Loan.ROOT, "guest", "h100", 2));
    }

    @Test
    void aTeamSeesWhatItHoldsBorrowsLendsAndCouldHave() {
        var plan = capacity(12)
                .team("a", nominal(8))
                .using(3)
                .team("guest", nominal(4))
                .using(6)
                .plannedAt(NOON);
        assertThat(plan)
                .share("a", TeamShare::lent, 2)
                .share("a", TeamShare::free, 3)
                .share("a", TeamShare::available, 3)
                .share("guest", TeamShare::own, 4)
                .share("guest", TeamShare::borrowed, 2);
    }
}
