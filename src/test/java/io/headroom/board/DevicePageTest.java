package io.headroom.board;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One GPU's page: how it is and what it did everybody may see, whose lease it was only those concerned. Exporters are the admins'. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DevicePageTest {
    private static final String CHART = "id=\"use-over-time\"";

    @Inject
    SmallWorld world;

    @Inject
    Devices devices;

    private String lease;
    private String page;

    @BeforeEach
    void aGpuOfVision() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(1, FLAVOR, "vision"), "admin");
        page = "/devices/" + devices.heldBy(UUID.fromString(lease)).getFirst().id();
    }

    @Test
    void itsTeamSeesItsLeaseAndWhatItDid() {
        String body = Browser.signedInAs("vision-member").get(page + "?span=7d").body();
        assertThat(body).contains(CHART, "id=\"use-by-gpu\"", "/leases/" + lease, FLAVOR, "GPU-test-");
        assertThat(body).doesNotContain("/fleet/devices/");
    }

    @Test
    void othersSeeHowItIsAndWhatItDidButNotForWhichLease() {
        String body = Browser.signedInAs("nlp-lead").get(page).body();
        assertThat(body)
                .contains("healthy", "vision", CHART, "id=\"use-by-gpu\"")
                .doesNotContain(lease);
    }

    /** So a GPU's own page may show everybody what the heat map of all shows. */
    @Test
    void theUseOfTheFleetNamesNoLease() {
        assertThat(Browser.signedInAs("nlp-lead").get("/use?flavor=" + FLAVOR).body())
                .contains("test-1", "id=\"use-by-gpu\"")
                .doesNotContain(lease);
    }

    @Test
    void aFreeOneIsEverybodys() {
        Device free = devices.all().stream().filter(Device::free).findFirst().orElseThrow();
        assertThat(Browser.signedInAs("nlp-lead").get("/devices/" + free.id()).body())
                .contains(CHART, "nobody");
    }

    @Test
    void anAdminDrainsItFromThere() {
        String body = Browser.signedInAs("admin").get(page).body();
        assertThat(body).contains(CHART, "/fleet" + page);
        assertThat(Browser.signedInAs("admin").get("/fleet?node=test-1").body()).contains("href=\"/devices/");
    }

    @Test
    void whatIsNoDeviceIsNotFound() {
        Browser lead = Browser.signedInAs("nlp-lead");
        assertThat(lead.get("/devices/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(lead.get("/devices/gpu-1").status()).isEqualTo(404);
        assertThat(lead.get(page + "?span=2w").status()).isEqualTo(422);
    }

    @Test
    void useIsNarrowedToAFlavor() {
        Browser lead = Browser.signedInAs("nlp-lead");
        assertThat(lead.get("/use?flavor=" + FLAVOR).body()).contains("test-1", "flavor=" + FLAVOR + "#use-over-time");
        assertThat(lead.get("/use?flavor=nothing").status()).isEqualTo(404);
    }

    @Test
    void addressesOfExportersAreForAdmins() {
        assertThat(api("admin").read("utilization").getList("targets")).isNotNull();
        assertThat(api("vision-lead").read("utilization").getList("targets")).isNull();
        assertThat(api("vision-lead").read("utilization").getMap("exporters")).containsKeys("targets", "late");
        assertThat(Browser.signedInAs("vision-lead").get("/fleet").body())
                .containsPattern("\\d+ exporters?, (none|\\d+) late")
                .doesNotContain("class=\"target\"");
    }
}
