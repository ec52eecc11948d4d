package io.headroom.lease;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Giving back: vision holds 4, nlp holds 2. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ReleaseTest {
    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

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

    static Stream<Arguments> wrong() {
        return Stream.of(
                argumentSet("none", "{\"gpus\": 0}", 422, new String[] {"gpus", "“0”", "at least 1"}),
                argumentSet("fewer than none", "{\"gpus\": -1}", 422, new String[] {"gpus", "“-1”", "at least 1"}),
                argumentSet("half a GPU", "{\"gpus\": 0.5}", 422, new String[] {"gpus", "0.5", "whole number"}),
                argumentSet("more than are held", "{\"gpus\": 5}", 409, new String[] {"gpus: 5", "holds 4"}),
                argumentSet(
                        "a million million", "{\"gpus\": 1000000000000}", 422, new String[] {"gpus", "whole number"}),
                argumentSet("no device", "{\"devices\": []}", 422, new String[] {"devices", "at least one"}),
                argumentSet("null devices", "{\"devices\": [null]}", 422, new String[] {"devices"}),
                argumentSet("a word for a device", "{\"devices\": [\"first\"]}", 422, new String[] {
                    "devices", "first", "UUID"
                }),
                argumentSet(
                        "an unknown device",
                        "{\"devices\": [\"00000000-0000-0000-0000-000000000000\"]}",
                        422,
                        new String[] {"devices", "00000000", "of this lease"}),
                argumentSet("somebody else's device", "{\"devices\": [\"THEIRS\"]}", 422, new String[] {
                    "devices", "of this lease"
                }),
                argumentSet(
                        "one's own beside somebody else's", "{\"devices\": [\"MINE\", \"THEIRS\"]}", 422, new String[] {
                            "devices"
                        }),
                argumentSet("a number and devices", "{\"gpus\": 1, \"devices\": [\"MINE\"]}", 422, new String[] {
                    "gpus", "not both"
                }),
                argumentSet("an unknown field", "{\"gpu\": 1}", 422, new String[] {"gpu", "known fields"}),
                argumentSet("no JSON", "one please", 400, new String[] {"JSON"}));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefused(String body, int status, String[] named) {
        Written before = Written.in(jdbi);
        String json = body.replace("THEIRS", devices(theirs).getFirst())
                .replace("MINE", devices(mine).getFirst());
        assertProblem(release(mine, json), status, named);
        assertThat(Written.in(jdbi)).isEqualTo(before);
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
        assertThat(answer.jsonPath().getList("allowedActions")).containsExactly("WITHDRAW");
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
