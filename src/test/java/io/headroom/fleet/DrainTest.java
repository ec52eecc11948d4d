package io.headroom.fleet;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Upkeep;
import io.headroom.platform.When;
import io.headroom.testing.Ask;
import io.headroom.testing.AtOnce;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** vision holds all of test-1, by itself in the world unless a test says otherwise; test-2 has as many GPUs. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DrainTest {
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final String WHY = "{\"reason\": \"A new switch\"}";

    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    @Inject
    Upkeep upkeep;

    @Inject
    Jdbi jdbi;

    private String lease;

    @BeforeEach
    void visionHoldsANode() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision").raw("minGpus", "1"), "admin");
        assertThat(lease().<String>getList("devices.node")).containsOnly("test-1");
    }

    @Test
    void aLeaseMovesToFreeDevicesWhenItsNoticeIsOverAndRunsOn() {
        drain("nodes/test-1");
        JsonPath told = lease();
        assertThat(told.<String>getList("devices.node")).containsOnly("test-1").hasSize(4);
        assertThat(told.<String>getList("devices.drained")).hasSize(4).doesNotContainNull();
        assertThat(told.getString("history.find { it.what == 'DRAINED' }.sentence"))
                .startsWith("4 GPUs of test-1 leave by "
                        + When.spoken(Instant.parse(told.getString("devices[0].drained"))
                                .plus(GRACE)))
                .endsWith("has to restart. They were drained by admin: A new switch");
        assertThat(Browser.signedInAs("vision-lead").get("/leases/" + lease).body())
                .contains("4 GPUs were drained.");
        pass(GRACE.minusMinutes(1));
        assertThat(lease().<String>getList("devices.node")).containsOnly("test-1");
        pass(Duration.ofMinutes(2));
        JsonPath after = lease();
        assertThat(after.getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(after.<String>getList("devices.node")).containsOnly("test-2").hasSize(4);
        assertThat(after.getString("history.find { it.what == 'REPLACED' }.sentence"))
                .isEqualTo("GPU 0 of test-1 (drained by admin: A new switch) was replaced by a healthy one;"
                        + " what ran on it has to restart.");
    }

    @Test
    void itsNewPlaceIsKeptUntilThen() {
        drain("nodes/test-1");
        String waiting = api("nlp-lead").holdingNothing(Ask.gpus(1, FLAVOR, "nlp"));
        rounds.pass();
        assertThat(api("nlp-lead").lease(waiting).getInt("lease.held")).isZero();
    }

    @Test
    void whatIsUndrainedInTimeDoesNotMove() {
        drain("nodes/test-1");
        undrain("nodes/test-1");
        pass(GRACE.plusMinutes(1));
        assertThat(lease().<String>getList("devices.node"))
                .containsOnly("test-1")
                .hasSize(4);
    }

    @Test
    void aDeviceThatBreaksWhileItIsDrainedIsLeftAtOnce() {
        String broken = lease().getString("devices[1].id");
        drain("nodes/test-1");
        upkeep.setHealth(UUID.fromString(broken), "XID 79", TestClock.now());
        rounds.pass();
        assertThat(lease().<String>getList("devices.id")).doesNotContain(broken).hasSize(4);
        assertThat(lease().getList("devices.findAll { it.node == 'test-1' }")).hasSize(3);
    }

    @Test
    void aDeviceWithADrainOfItsOwnStaysDrainedWithoutItsNode() {
        String own = lease().getString("devices[2].id");
        drain("devices/" + own);
        drain("nodes/test-1");
        assertThat(dry("nodes/test-1/undrain").getInt("gpus")).isEqualTo(3);
        undrain("nodes/test-1");
        assertThat(drained()).containsExactly(own);
        assertThat(dry("devices/" + own + "/undrain").getInt("gpus")).isEqualTo(1);
    }

    @Test
    void aLeaseThatCannotMoveIsToldAndKeepsItsDevicesUntilItsNoticeEnds() {
        api("nlp-lead").holding(Ask.gpus(4, FLAVOR, "nlp").raw("minGpus", "1"), "admin");
        drain("nodes/test-1");
        JsonPath told = lease();
        assertThat(told.getString("lease.phase")).isEqualTo("RECLAIMING");
        assertThat(told.getInt("lease.held")).isEqualTo(4);
        assertThat(told.getString("history.find { it.what == 'RECLAIM' }.reason"))
                .isEqualTo("CAPACITY_LOST");
        pass(GRACE.plusMinutes(1));
        rounds.pass();
        assertThat(lease().getInt("lease.held")).isLessThan(4);
        int held = api("admin")
                .read("devices")
                .getList("findAll { it.state == 'HELD' }")
                .size();
        assertThat(held).isLessThanOrEqualTo(4);
        assertThat(api("admin").read("devices").<String>getList("findAll { it.state == 'HELD' }.node"))
                .containsOnly("test-2");
    }

    @Test
    void undrainingCallsTheNoticeOffAndBringsTheDevicesBack() {
        api("nlp-lead").holding(Ask.gpus(4, FLAVOR, "nlp").raw("minGpus", "1"), "admin");
        drain("nodes/test-1");
        api("vision-lead").awaitPhase(lease, "RECLAIMING");
        undrain("nodes/test-1");
        assertThat(lease().getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(lease().getInt("lease.held")).isEqualTo(4);
        assertThat(drained()).isEmpty();
    }

    @Test
    void oneDeviceIsDrainedAlone() {
        String device = lease().getString("devices[2].id");
        drain("devices/" + device);
        assertThat(drained()).containsExactly(device);
        pass(GRACE.plusMinutes(1));
        assertThat(lease().<String>getList("devices.id")).doesNotContain(device).hasSize(4);
        upkeep.setHealth(UUID.fromString(device), null, TestClock.now());
        assertThat(drained()).as("a healthy scrape does not undo it").containsExactly(device);
    }

    @Test
    void aDeviceOfADrainedNodeIsNotUndrainedAlone() {
        drain("nodes/test-2");
        assertProblem(api("admin").post("devices/" + drained().getFirst() + "/undrain", "{}"), 409, "whole node");
    }

    @Test
    void aDryRunSaysWhatWouldMoveAndChangesNothing() {
        Written before = Written.in(jdbi);
        JsonPath free = dry("nodes/test-1/drain");
        assertThat(free.getInt("moves[0].gpus")).isEqualTo(4);
        assertThat(free.getString("moves[0].lease")).isEqualTo(lease);
        assertThat(Instant.parse(free.getString("moves[0].by")))
                .isBetween(
                        TestClock.now().plus(GRACE).minusSeconds(30),
                        TestClock.now().plus(GRACE));
        assertThat(free.getString("sentence")).contains("vision keeps 4 test-gpu", "what runs on them has to restart");
        assertThat(free.getList("returns")).isEmpty();
        assertThat(Written.in(jdbi)).isEqualTo(before);
        api("nlp-lead").holding(Ask.gpus(4, FLAVOR, "nlp").raw("minGpus", "1"), "admin");
        JsonPath full = dry("nodes/test-1/drain");
        assertThat(full.getString("returns[0].reason")).isEqualTo("CAPACITY_LOST");
        assertThat(full.getString("sentence")).contains("gives back");
        assertThat(drained()).isEmpty();
    }

    @Test
    void ofTwoAdminsTheFirstIsOnRecordAndBothSucceed() {
        List<Response> answers = AtOnce.atOnce(() -> api("admin").post("nodes/test-2/drain", WHY), () -> api("admin")
                .post("nodes/test-2/drain", "{\"reason\": \"Another reason\"}"));
        assertThat(answers).extracting(Response::statusCode).containsOnly(200);
        assertThat(answers.getFirst().jsonPath().getString("drained.reason"))
                .isEqualTo(answers.getLast().jsonPath().getString("drained.reason"));
        assertThat(api("admin").read("audit?action=node.drained").getList("items"))
                .hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void namesTheFieldTheValueAndTheRule() {
        Written before = Written.in(jdbi);
        assertProblem(api("admin").post("nodes/test-1/drain", "{\"reason\": \" \"}"), 422, "reason", "200 characters");
        assertProblem(api("admin").post("nodes/test-1/drain", "{\"why\": \"x\"}"), 422, "why");
        assertProblem(api("admin").post("nodes/test-1/drain?dryRun=perhaps", WHY), 422, "dryRun", "perhaps");
        assertProblem(api("admin").post("nodes/nowhere/drain", WHY), 404, "node nowhere");
        assertProblem(api("admin").post("devices/7/drain", WHY), 404, "device 7");
        for (String user : List.of("vision-lead", "research-manager"))
            assertProblem(api(user).post("nodes/test-1/drain", WHY), 403, "admins");
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    private void drain(String target) {
        Response answer = api("admin").post(target + "/drain", WHY);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getString("drained.by")).isEqualTo("admin");
        rounds.pass();
    }

    private void undrain(String target) {
        assertThat(api("admin").post(target + "/undrain", "{}").statusCode()).isEqualTo(200);
        rounds.pass();
    }

    private void pass(Duration time) {
        TestClock.advance(time);
        rounds.pass();
    }

    private static JsonPath dry(String target) {
        Response answer = api("admin").post(target + "?dryRun=true", WHY);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        return answer.jsonPath();
    }

    private static List<String> drained() {
        return api("admin").read("devices").getList("findAll { it.drain != null }.id");
    }

    private JsonPath lease() {
        return api("vision-lead").lease(lease);
    }
}
