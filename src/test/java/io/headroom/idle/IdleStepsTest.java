package io.headroom.idle;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.MeasuredUse;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** vision holds 4 for training and works with 2: warned after 30 minutes, lendable 30 later, released 4 hours later. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class IdleStepsTest {
    private static final String WARNED = "IDLE_WARNED";
    private static final String LENDABLE = "IDLE_LENDABLE";
    private static final String RELEASED = "IDLE_RELEASED";
    private static final String OVER = "IDLE_OVER";

    @Inject
    SmallWorld world;

    @Inject
    MeasuredUse use;

    @Inject
    IdleLooks looks;

    @Inject
    IdleSpells spells;

    private String lease;
    private List<String> gpus;
    private Instant granted;

    @BeforeEach
    void aLeaseThatNobodyUses() {
        world.reset();
        lease = api("vision-lead")
                .holding(Ask.gpus(4, FLAVOR, "vision").raw("minGpus", "2").text("duration", "P2D"), "admin");
        gpus = read().getList("devices.uuid");
        granted = TestClock.now();
    }

    @Test
    void itsHolderIsWarnedThenItIsLendableThenItEnds() {
        idleAfter("PT31M", gpus);
        assertThat(told(WARNED)).singleElement().asString().contains("4 of 4 GPUs of", "will be lent from");
        idleAfter("PT1H", gpus);
        assertThat(told(LENDABLE)).isEmpty();
        idleAfter("PT1H2M", gpus);
        assertThat(told(LENDABLE)).singleElement().asString().contains("vision keeps its claim", "go back");
        idleAfter("PT5H", gpus);
        assertThat(told(RELEASED)).isEmpty();
        idleAfter("PT5H3M", gpus);
        assertThat(told(RELEASED)).singleElement().asString().startsWith("All 4 of");
        assertThat(read().getString("lease.endReason")).isEqualTo("RELEASED");
    }

    @Test
    void whatIsUsedStaysWhenTheRestGoesBack() {
        List<String> idle = gpus.subList(0, 2);
        List<String> used = gpus.subList(2, 4);
        for (String when : List.of("PT31M", "PT1H2M", "PT5H3M")) partlyIdleUntil(when, idle, used);
        assertThat(told(RELEASED)).singleElement().asString().contains("2 of 4", "2 remain. A resize gets them back.");
        assertThat(read().getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(read().getList("devices.uuid", String.class)).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void onlyLendableGpusCountAsIdleForTheAllocator() {
        idleAfter("PT31M", gpus);
        assertThat(devices()).noneMatch(spells.lendable()::contains);
        idleAfter("PT1H2M", gpus);
        assertThat(devices()).allMatch(spells.lendable()::contains);
    }

    @Test
    void ofSeveralReplicasOneTells() {
        measureAfter("PT31M", gpus, List.of());
        Callable<Boolean> replica = () -> {
            looks.pass();
            return true;
        };
        atOnce(replica, replica, replica);
        assertThat(told(WARNED)).hasSize(1);
    }

    @Test
    void useEndsItAndTheLeaseKeepsEverything() {
        idleAfter("PT31M", gpus);
        measureAfter("PT40M", List.of(), gpus);
        looks.pass();
        assertThat(told(OVER)).singleElement().asString().contains("in use again");
        assertThat(read().getInt("lease.held")).isEqualTo(4);
        idleAfter("PT1H15M", gpus);
        assertThat(told(LENDABLE)).isEmpty();
        assertThat(told(WARNED)).hasSize(2);
    }

    @Test
    void aBlipNeitherEndsItNorLetsItClimb() {
        idleAfter("PT31M", gpus);
        at("PT1H5M");
        use.blip(gpus);
        looks.pass();
        assertThat(told(OVER)).isEmpty();
        assertThat(told(LENDABLE)).isEmpty();
        idleAfter("PT1H40M", gpus);
        assertThat(told(LENDABLE)).hasSize(1);
    }

    @Test
    void staleMeasurementsStopItAndAfterALongGapItWarnsAnew() {
        idleAfter("PT31M", gpus);
        at("PT10H");
        looks.pass();
        assertThat(told(LENDABLE)).isEmpty();
        assertThat(told(OVER)).isEmpty();
        idleAfter("PT10H45M", gpus);
        assertThat(told(LENDABLE)).isEmpty();
        assertThat(told(WARNED)).hasSize(2);
    }

    @Test
    void aFlappingGpuDoesNotHoldUpTheOthers() {
        List<String> flaps = gpus.subList(3, 4);
        List<String> idle = gpus.subList(0, 3);
        idleAfter("PT31M", gpus);
        partlyIdleUntil("PT40M", idle, flaps);
        idleAfter("PT1H2M", gpus);
        assertThat(told(LENDABLE)).singleElement().asString().startsWith("3 of 4 GPUs of");
    }

    @Test
    void theApiTellsWhatIsIdleAndThatItMayBeKept() {
        idleAfter("PT31M", gpus);
        JsonPath its = read();
        assertThat(its.getInt("lease.idle[0].gpus")).isEqualTo(4);
        assertThat(its.getString("lease.idle[0].step")).isEqualTo("WARNED");
        assertThat(its.getString("lease.idle[0].next")).isEqualTo("LENDABLE");
        assertThat(its.getList("lease.allowedActions", String.class)).contains("KEEP_IDLE");
        assertThat(api("admin").lease(lease).getList("lease.allowedActions", String.class))
                .doesNotContain("KEEP_IDLE");
        keep("The data arrives at two.");
        assertThat(read().getString("lease.idle[0].step")).isEqualTo("KEPT");
        assertThat(read().getList("lease.allowedActions", String.class)).doesNotContain("KEEP_IDLE");
    }

    @Test
    void adminsReadWhatTheLadderDoes() {
        idleAfter("PT31M", gpus);
        JsonPath report = api("admin").read("idle-spells");
        assertThat(report.getString("mode")).isEqualTo("ON");
        assertThat(report.getString("items.find { it.lease == '" + lease + "' }.step"))
                .isEqualTo("WARNED");
        assertThat(report.getInt("items.find { it.lease == '" + lease + "' }.gpus"))
                .isEqualTo(4);
        assertThat(api("vision-lead").get("idle-spells").statusCode()).isEqualTo(403);
    }

    @Test
    void aLeadKeepsThemOnceAndSaysWhy() {
        idleAfter("PT31M", gpus);
        assertThat(keep("").statusCode()).isEqualTo(422);
        assertThat(keep("The data arrives at two.").statusCode()).isEqualTo(204);
        assertThat(told("IDLE_KEPT"))
                .singleElement()
                .asString()
                .isEqualTo("vision-lead keeps 4 of 4 GPUs of “A test” for 30 min more: The data arrives at two.");
        idleAfter("PT1H", gpus);
        assertThat(told(WARNED)).hasSize(1);
        idleAfter("PT1H2M", gpus);
        assertThat(told(WARNED)).hasSize(2);
        assertThat(keep("It is still late.").statusCode()).isEqualTo(409);
    }

    @Test
    void nobodyElseKeepsThem() {
        idleAfter("PT31M", gpus);
        assertThat(api("nlp-lead")
                        .post("leases/" + lease + "/idle-keeps", "{\"reason\": \"Mine.\"}")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void nothingThatMayNotBeTakenBackIsLent() {
        String kept = api("nlp-lead")
                .holding(Ask.gpus(4, FLAVOR, "nlp").raw("reclaimable", "false").text("duration", "P2D"), "admin");
        List<String> its = api("nlp-lead").lease(kept).getList("devices.uuid");
        for (String when : List.of("PT31M", "PT1H2M", "PT5H3M")) partlyIdleUntil(when, its, List.of());
        assertThat(api("nlp-lead").lease(kept).getList("history.what", String.class))
                .contains(WARNED)
                .doesNotContain(LENDABLE, RELEASED);
    }

    private void idleAfter(String since, List<String> idle) {
        partlyIdleUntil(since, idle, List.of());
    }

    private void partlyIdleUntil(String since, List<String> idle, List<String> used) {
        looks.until(granted.plus(Duration.parse(since)), () -> {
            use.idle(idle);
            use.busy(used);
        });
    }

    private void measureAfter(String since, List<String> idle, List<String> used) {
        at(since);
        use.idle(idle);
        use.busy(used);
    }

    private void at(String since) {
        TestClock.stopAt(granted.plus(Duration.parse(since)));
    }

    private Response keep(String reason) {
        return api("vision-lead").post("leases/" + lease + "/idle-keeps", "{\"reason\": \"" + reason + "\"}");
    }

    private List<UUID> devices() {
        return read().getList("devices.id", UUID.class);
    }

    private List<String> told(String what) {
        return read().getList("history.findAll { it.what == '" + what + "' }.sentence");
    }

    private JsonPath read() {
        return api("vision-lead").lease(lease);
    }
}
