package io.headroom.lease;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Giving back: vision holds 4, nlp holds 2. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ReleaseTest {
    @Inject
    SmallWorld world;

    private String mine;
    private String theirs;

    @BeforeEach
    void reset() {
        world.reset();
        mine = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision"), "admin");
        theirs = api("nlp-lead").holding(Ask.gpus(2, FLAVOR, "nlp"), "admin");
    }

    @Test
    void someOfThem() {
        var lease = release(mine, "{\"gpus\": 1}").jsonPath();
        assertThat(lease.getInt("held")).isEqualTo(3);
        assertThat(lease.getString("phase")).isEqualTo("ACTIVE");
        assertThat(devices(mine)).hasSize(3);
    }

    @Test
    void chosenOnes() {
        List<String> before = devices(mine);
        release(mine, "{\"devices\": [\"" + before.get(1) + "\", \"" + before.get(2) + "\"]}");
        assertThat(devices(mine)).containsExactly(before.get(0), before.get(3));
    }

    @Test
    void allOfThem() {
        var lease = release(mine, "{}").jsonPath();
        assertThat(lease.getString("phase")).isEqualTo("ENDED");
        assertThat(lease.getString("endReason")).isEqualTo("RELEASED");
        assertThat(lease.getString("sentence")).isEqualTo("vision-lead gave back all 4 GPUs.");
        assertThat(devices(mine)).isEmpty();
    }

    @Test
    void somebodyElsesLeaseIsNotThere() {
        assertProblem(api("vision-lead").post("leases/" + theirs + "/releases", "{}"), 404, theirs);
        assertThat(devices(theirs)).hasSize(2);
    }

    @Test
    void anEndedLeaseHasNothingToGive() {
        release(mine, "{}");
        var again = release(mine, "{}");
        assertProblem(again, 409, "ENDED", "Possible now: nothing");
        assertThat(again.jsonPath().getList("allowedActions")).isEmpty();
    }

    @Test
    void aWaitingLeaseIsWithdrawnInstead() {
        String waiting = api("search-lead").holdingNothing(Ask.gpus(4, FLAVOR, "search"));
        var answer = api("search-lead").post("leases/" + waiting + "/releases", "{}");
        assertProblem(answer, 409, "WAITING");
        assertThat(answer.jsonPath().getList("allowedActions")).containsExactly("RESIZE", "WITHDRAW");
    }

    @Test
    void whoSawAnOlderVersionIsToldSo() {
        assertProblem(api("vision-lead").post("leases/" + mine + "/releases", "{}", "\"0\""), 412, "version 0");
        assertThat(devices(mine)).hasSize(4);
    }

    @Test
    void ofTwoAtOnceOnlyWhatIsHeldIsGiven() {
        List<Response> both = atOnce(() -> release(mine, "{\"gpus\": 3}"), () -> release(mine, "{\"gpus\": 3}"));
        assertThat(both).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 409);
        assertThat(devices(mine)).hasSize(1);
    }

    private static Response release(String lease, String json) {
        return api("vision-lead").post("leases/" + lease + "/releases", json);
    }

    private static List<String> devices(String lease) {
        return api("admin").lease(lease).getList("devices.id");
    }
}
