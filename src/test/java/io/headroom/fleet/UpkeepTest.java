package io.headroom.fleet;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Upkeep;
import io.headroom.telemetry.MeasuredUse;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin calls GPUs healthy and removes them; no exporter reports those of the small world. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class UpkeepTest {
    private static final String WHY = "{\"reason\": \"A new board\"}";

    @Inject
    SmallWorld world;

    @Inject
    Upkeep upkeep;

    @Inject
    MeasuredUse use;

    @Inject
    Jdbi jdbi;

    private String device;

    @BeforeEach
    void begin() {
        world.reset();
        // Past what another test measured.
        TestClock.advance(Duration.ofMinutes(1));
        device = api("admin").read("devices?node=test-2").getString("[0].id");
    }

    @Test
    void aSickDeviceIsCalledHealthyOnRecord() {
        upkeep.setHealth(UUID.fromString(device), "XID 79", TestClock.now());
        Response answer = api("admin").post("devices/" + device + "/recovery", WHY);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
        assertThat(answer.jsonPath().getBoolean("healthy")).isTrue();
        JsonPath entry = api("admin").read("audit?action=device.recovered");
        assertThat(entry.getString("items[0].sentence"))
                .contains("admin says that GPU 0 of test-2", "is healthy again: A new board");
        assertThat(entry.getMap("items[0].before")).isEqualTo(Map.of("health", "XID 79"));
        assertThat(entry.getMap("items[0].after")).isEqualTo(Map.of("health", "healthy", "reason", "A new board"));
        assertProblem(api("admin").post("devices/" + device + "/recovery", WHY), 409, "healthy");
    }

    @Test
    void oneThatIsCutIntoSlicesIsNotCalledHealthy() {
        upkeep.setHealth(
                UUID.fromString(device), "XID 79; cut into slices, which are there in its place", TestClock.now());
        assertProblem(api("admin").post("devices/" + device + "/recovery", WHY), 409, "cut into slices");
        assertThat(Browser.signedInAs("admin").get("/fleet/devices/" + device).body())
                .doesNotContain("Call it healthy again");
    }

    @Test
    void aFreeDeviceWithoutASeriesIsRemovedOnRecord() {
        assertThat(api("admin").post("devices/" + device + "/removal", WHY).statusCode())
                .isEqualTo(204);
        assertThat(api("admin").read("devices").<String>getList("id")).doesNotContain(device);
        assertThat(api("admin").read("audit?action=device.removed").getString("items[0].sentence"))
                .contains("admin removed GPU 0 of test-2", "A new board");
        assertProblem(api("admin").post("devices/" + device + "/removal", WHY), 404, device);
    }

    @Test
    void oneThatIsReportedOnAnotherNodeAloneIsRemoved() {
        use.toldOfOn("test-2", "GPU-test-2-0");
        assertProblem(api("admin").post("devices/" + device + "/removal", WHY), 409, "reported by an exporter");
        use.toldOfOn("elsewhere", "GPU-test-2-0");
        assertThat(api("admin").post("devices/" + device + "/removal", WHY).statusCode())
                .isEqualTo(204);
    }

    @Test
    void oneThatIsHeldOrReportedIsNotRemoved() {
        String lease = api("vision-lead").holding(Ask.gpus(1, FLAVOR, "vision"), "admin");
        String held = api("vision-lead").lease(lease).getString("devices[0].id");
        assertProblem(api("admin").post("devices/" + held + "/removal", WHY), 409, "held by vision");
        use.usedBy("GPU-test-2-0", "ml");
        assertProblem(api("admin").post("devices/" + device + "/removal", WHY), 409, "reported by an exporter");
    }

    @Test
    void theSameInTheBrowser() {
        upkeep.setHealth(UUID.fromString(device), "XID 79", TestClock.now());
        Browser admin = Browser.signedInAs("admin");
        String at = "/fleet/devices/" + device;
        assertThat(admin.get(at).body()).contains("Call it healthy again", "XID 79", at + "/removal");
        assertThat(admin.post(at + "/recovery", Map.of("reason", "It was reset"))
                        .status())
                .isEqualTo(303);
        assertThat(admin.get(at).body()).doesNotContain("Call it healthy again");
        assertThat(admin.post(at + "/removal", Map.of("reason", "Replaced")).status())
                .isEqualTo(303);
        assertThat(admin.get(at).status()).isEqualTo(404);
    }

    @Test
    void onlyAdminsMayAndAReasonIsNeeded() {
        for (String what : List.of("recovery", "removal")) {
            String path = "devices/" + device + "/" + what;
            assertProblem(api("vision-lead").post(path, WHY), 403, "admins");
            assertProblem(api("admin").post(path, "{\"reason\": \" \"}"), 422, "reason", "200 characters");
            assertProblem(api("admin").post("devices/" + new UUID(0, 1) + "/" + what, WHY), 404, "device");
        }
    }

    @Test
    void aNodeWithAnOddNameHasAPageAndIsDrained() {
        jdbi.useHandle(handle -> {
            handle.execute("INSERT INTO node (name) VALUES ('n 1#2?%')");
            handle.execute("UPDATE device SET node = 'n 1#2?%' WHERE node = 'test-2'");
        });
        Browser admin = Browser.signedInAs("admin");
        String page = "/fleet/nodes/n%201%232%3F%25";
        assertThat(admin.get("/fleet").body()).contains("href=\"" + page + "\"");
        assertThat(admin.get(page).body()).contains("action=\"" + page + "/drain\"");
        assertThat(admin.post(page + "/drain", Map.of("reason", "A new fan")).status())
                .isEqualTo(303);
        assertThat(api("admin").read("devices").<String>getList("findAll { it.drain != null }.node"))
                .containsOnly("n 1#2?%")
                .hasSize(4);
    }
}
