package io.headroom.planning;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Upkeep;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A GPU of a running lease falls off the bus. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class BrokenDeviceTest {
    @Inject
    SmallWorld world;

    @Inject
    Upkeep upkeep;

    @Inject
    PlanRounds rounds;

    private String lease;
    private String sick;

    @BeforeEach
    void visionHoldsANode() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision"), "admin");
        List<String> nodes = lease().getList("devices.node");
        assertThat(nodes).containsOnly("test-1");
        sick = lease().getString("devices[2].id");
    }

    @Test
    void aSpareTakesItsPlace() {
        fallOffTheBus();
        JsonPath after = lease();
        assertThat(after.getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(after.getInt("lease.held")).isEqualTo(4);
        assertThat(after.getList("devices.id")).doesNotContain(sick).hasSize(4);
        assertThat(after.getList("devices.healthy")).containsOnly(true);
        assertThat(after.getString("history.find { it.what == 'REPLACED' }.sentence"))
                .isEqualTo("GPU 2 of test-1 (XID 79) was replaced by a healthy one; what ran on it has to restart.");
    }

    @Test
    void itsTeamAndTheAdminsAreToldAndTheirsAlone() {
        for (String user : List.of("admin", "vision-lead", "nlp-lead"))
            Browser.signedInAs(user).get("/board");
        fallOffTheBus();
        JsonPath entry = api("admin").read("audit?subject=device&subjectId=" + sick + "&action=device.failed");
        assertThat(entry.getMap("items[0].after")).isEqualTo(Map.of("health", "XID 79"));
        // Errors that are counted further are no news.
        upkeep.setHealth(UUID.fromString(sick), "XID 79 (2 times)", TestClock.now());
        assertThat(api("admin")
                        .read("audit?subject=device&subjectId=" + sick + "&action=device.failed")
                        .getList("items"))
                .hasSize(1);
        for (String told : List.of("admin", "vision-lead"))
            assertThat(api(told).read("notifications").getList("items.sentence", String.class))
                    .as(told)
                    .anyMatch(it -> it.contains("is no capacity: XID 79."));
        assertThat(api("nlp-lead").read("notifications").getList("items.sentence", String.class))
                .noneMatch(it -> it.contains("XID 79"));
    }

    @Test
    void withoutASpareTheLeaseShrinksAndSaysWhy() {
        String other = api("nlp-lead").holding(Ask.gpus(4, FLAVOR, "nlp"), "admin");
        fallOffTheBus();
        JsonPath after = lease();
        assertThat(after.getInt("lease.held")).isEqualTo(3);
        assertThat(after.getList("devices.id")).doesNotContain(sick).hasSize(3);
        assertThat(after.getString("history.find { it.what == 'SHRINK' }.reason"))
                .isEqualTo("CAPACITY_LOST");
        assertThat(api("nlp-lead").lease(other).getInt("lease.held")).isEqualTo(4);
    }

    @Test
    void whatWasAskedBackIsStillAskedWhenADeviceBreaks() {
        lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision").raw("minGpus", "1"), "research-manager");
        api("nlp-lead").holdingNothing(Ask.gpus(2, FLAVOR, "nlp"));
        JsonPath before = api("vision-lead").awaitPhase(lease, "RECLAIMING");
        sick = before.getString("devices[0].id");
        fallOffTheBus();
        JsonPath after = lease();
        assertThat(after.getInt("lease.held")).isEqualTo(3);
        assertThat(after.getString("lease.phase")).isEqualTo("RECLAIMING");
        assertThat(after.getList("askedBack.gpus")).containsExactly(2);
        assertThat(after.getString("askedBack[0].deadline")).isEqualTo(before.getString("askedBack[0].deadline"));
    }

    @Test
    void aSickGpuIsGivenToNobody() {
        fallOffTheBus();
        String rest = api("nlp-lead").holding(Ask.gpus(3, FLAVOR, "nlp"), "admin");
        assertThat(api("nlp-lead").lease(rest).getList("devices.id")).doesNotContain(sick);
        String more = api("search-lead").holdingNothing(Ask.gpus(1, FLAVOR, "search"));
        upkeep.setHealth(UUID.fromString(sick), null, TestClock.now());
        rounds.pass();
        assertThat(api("search-lead").lease(more).getList("devices.id")).containsExactly(sick);
    }

    private void fallOffTheBus() {
        upkeep.setHealth(UUID.fromString(sick), "XID 79", TestClock.now());
        rounds.pass();
    }

    private JsonPath lease() {
        return api("vision-lead").lease(lease);
    }
}
