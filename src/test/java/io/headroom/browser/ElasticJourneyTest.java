package io.headroom.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;

import io.headroom.telemetry.MeasuredUse;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journey 5: vision owns 4 of 8 GPUs and trains on 2 to 8; nlp does not need its 4 at night. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ElasticJourneyTest extends BrowserTest {
    @Inject
    SmallWorld small;

    @Inject
    MeasuredUse use;

    @Inject
    PlanRounds rounds;

    private String lease;
    private List<String> first;
    private List<String> grown;
    private Instant night;
    private Person lead;

    @BeforeEach
    void itGrowsIntoTheNight() {
        small.reset();
        lease = api("vision-lead")
                .holding(
                        Ask.gpus(4, FLAVOR, "vision")
                                .raw("minGpus", "2")
                                .raw("maxGpus", "8")
                                .text("duration", "P2D"),
                        "admin");
        lead = signIn("vision-lead").watches("/leases/" + lease);
        night = TestClock.now();
        TestClock.stopAt(night);
        // It may have grown already: nothing is measured yet, and nobody else wants them.
        first = gpus().stream().filter(gpu -> gpu.startsWith("GPU-test-1-")).toList();
        use.busy(first);
        rounds.pass();
        lead.sees("Grew by 4");
        assertThat(lead.main().locator(".page-head p")).containsText("8 of 4 " + FLAVOR);
        grown = gpus().stream().filter(gpu -> !first.contains(gpu)).toList();
    }

    @Test
    void itShrinksWhenItsOwnerNeedsThemInTheMorning() {
        TestClock.stopAt(night.plus(Duration.ofHours(8)));
        api("nlp-lead").holdingNothing(Ask.gpus(4, FLAVOR, "nlp"));
        lead.sees("4 GPUs go back to nlp");
        TestClock.stopAt(night.plus(Duration.ofHours(8)).plus(Duration.ofMinutes(11)));
        rounds.pass();
        lead.sees("Gave back 4");
        assertThat(lead.main().locator(".page-head p")).containsText("4 of 4 " + FLAVOR);
    }

    @Test
    void itGivesBackWhatItGrewIntoAndDoesNotUse() {
        at(Duration.ofMinutes(31));
        lead.sees("Asked to give back 4");
        at(Duration.ofMinutes(42));
        lead.sees("Gave back 4");
        Assertions.assertThat(gpus()).containsExactlyInAnyOrderElementsOf(first);
        // All of them are busy, yet it does not grow again at once.
        at(Duration.ofMinutes(60));
        Assertions.assertThat(gpus()).hasSize(4);
    }

    private void at(Duration afterNightfall) {
        TestClock.stopAt(night.plus(afterNightfall));
        use.busy(first);
        use.idle(grown);
        rounds.pass();
    }

    private List<String> gpus() {
        return api("vision-lead").lease(lease).getList("devices.uuid");
    }
}
