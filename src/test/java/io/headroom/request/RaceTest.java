package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.planning.PlanningLoop;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.Roadblock;
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
import java.util.concurrent.Future;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** People and the planner want the same lease at the same moment, in either order: one wins, and nothing is half done. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class RaceTest {
    private static final Duration NOTICE = Duration.ofMinutes(10);

    @Inject
    SmallWorld world;

    @Inject
    PlanningLoop loop;

    @Inject
    PlanRounds rounds;

    @Inject
    Jdbi jdbi;

    private String lease;

    @BeforeEach
    void aLeaseOfTwo() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision").text("duration", "PT1H"), "admin");
    }

    @Test
    void anExtensionApprovedJustBeforeTheEndIsNotExpired() throws Exception {
        Instant end = end();
        String request = extension();
        Future<Response> approval;
        try (var block = Roadblock.beforeTable("lease_event", jdbi)) {
            approval = block.stops(() -> approve(request));
            block.stopsWhatFollows(() -> planAt(end));
        }
        assertThat(approval.get().statusCode()).isEqualTo(200);
        rounds.pass();
        assertThat(lease().getString("lease.phase")).isEqualTo("ACTIVE");
        assertThat(end()).isEqualTo(end.plus(Duration.ofDays(8)));
        assertThat(Written.in(jdbi).figures()).containsEntry("held", 2L).containsEntry("assigned", 2L);
    }

    @Test
    void anExtensionApprovedJustAfterTheEndComesTooLate() throws Exception {
        Instant end = end();
        String request = extension();
        try (var block = Roadblock.beforeTable("lease_event", jdbi)) {
            block.stopsWhatFollows(() -> planAt(end));
            assertProblem(approve(request), 409, "LAPSED");
        }
        rounds.pass();
        JsonPath ended = lease();
        assertThat(ended.getString("lease.endReason")).isEqualTo("EXPIRED");
        assertThat(end()).isEqualTo(end);
        assertThat(Written.in(jdbi).figures())
                .containsEntry("held", 0L)
                .containsEntry("assigned", 0L)
                .containsEntry("answers", 0L);
    }

    @RepeatedTest(3)
    void anExtensionApprovedAtTheVeryEndIsEitherGrantedOrTooLate() {
        Instant end = end();
        String request = extension();
        TestClock.stopAt(end);
        List<Integer> both = atOnce(() -> approve(request).statusCode(), () -> planAt(end));
        rounds.pass();
        boolean granted = both.getFirst() == 200;
        assertThat(both.getFirst()).isIn(200, 409);
        assertThat(lease().getString("lease.phase")).isEqualTo(granted ? "ACTIVE" : "ENDED");
        assertThat(Written.in(jdbi).figures())
                .containsEntry("assigned", granted ? 2L : 0L)
                .containsEntry("answers", granted ? 1L : 0L);
    }

    @RepeatedTest(3)
    void ofAnApprovalAndAWithdrawalThatSawTheSameOneIsDone() {
        String request = extension();
        Instant end = end();
        List<Response> both = atOnce(
                () -> api("research-manager").post("requests/" + request + "/approvals", "{}", "\"0\""),
                () -> api("vision-lead").post("requests/" + request + "/withdrawal", "{}", "\"0\""));
        assertThat(both).extracting(Response::statusCode).containsExactlyInAnyOrder(200, 412);
        boolean approved = both.getFirst().statusCode() == 200;
        assertThat(api("admin").read("requests/" + request).getString("state"))
                .isEqualTo(approved ? "APPROVED" : "WITHDRAWN");
        assertThat(end()).isEqualTo(approved ? end.plus(Duration.ofDays(8)) : end);
    }

    @Test
    void whatJoinedJustBeforeALeaseIsReleasedGoesBackWithIt() throws Exception {
        String supplement = moreOnTheirWay();
        Future<Response> release;
        try (var block = Roadblock.beforeLease(supplement, jdbi)) {
            // The planner has let it grow, and is about to end the supplement.
            block.stopsWhatFollows(this::planAfterTheNotice);
            release = block.stops(this::release);
        }
        assertThat(release.get().statusCode()).isEqualTo(200);
        assertThat(lease().getString("lease.sentence")).isEqualTo("vision-lead gave back all 4 GPUs.");
        assertThat(api("vision-lead").lease(supplement).getString("lease.endReason"))
                .isEqualTo("JOINED");
        nothingIsHeldByVision();
    }

    @Test
    void whatWouldJoinALeaseThatIsBeingReleasedIsWithdrawn() throws Exception {
        String supplement = moreOnTheirWay();
        Future<Response> release;
        try (var block = Roadblock.beforeLease(supplement, jdbi)) {
            // The release has ended the lease, and is about to withdraw the supplement.
            release = block.stops(this::release);
            block.stopsWhatFollows(this::planAfterTheNotice);
        }
        assertThat(release.get().statusCode()).isEqualTo(200);
        rounds.pass();
        assertThat(lease().getString("lease.sentence")).isEqualTo("vision-lead gave back all 2 GPUs.");
        assertThat(api("vision-lead").lease(supplement).getString("lease.endReason"))
                .isEqualTo("WITHDRAWN");
        nothingIsHeldByVision();
    }

    /** search borrows 6, and gives 2 of them back for vision's lease within the notice. */
    private String moreOnTheirWay() {
        api("search-lead").holding(Ask.gpus(6, FLAVOR, "search").raw("minGpus", "1"), "admin");
        TestClock.advance(Duration.ofMinutes(11));
        api("vision-lead").post("leases/" + lease + "/resizes", "{\"gpus\": 4}");
        String supplement = api("vision-lead")
                .read("leases?limit=200")
                .getString("items.find { it.supplements == '" + lease + "' }.id");
        api("vision-lead").await(supplement, it -> "WAITING_FOR_RECLAIM".equals(it.getString("lease.waitReason")));
        return supplement;
    }

    private void planAfterTheNotice() {
        TestClock.advance(NOTICE.plusSeconds(1));
        loop.wake();
    }

    private int planAt(Instant instant) {
        TestClock.stopAt(instant);
        loop.wake();
        return 0;
    }

    private void nothingIsHeldByVision() {
        List<String> held =
                jdbi.withHandle(handle -> handle.select("SELECT id::text FROM lease WHERE team = 'vision' AND held > 0")
                        .mapTo(String.class)
                        .list());
        assertThat(held).isEmpty();
        var figures = Written.in(jdbi).figures();
        assertThat(figures.get("assigned")).isEqualTo(figures.get("held"));
    }

    private Response release() {
        return api("vision-lead").post("leases/" + lease + "/releases", "{}");
    }

    private String extension() {
        return api("vision-lead")
                .post("leases/" + lease + "/extensions", "{\"duration\": \"P8D\"}")
                .jsonPath()
                .getString("id");
    }

    private static Response approve(String request) {
        return api("research-manager").post("requests/" + request + "/approvals", "{}");
    }

    private JsonPath lease() {
        return api("vision-lead").lease(lease);
    }

    private Instant end() {
        return Instant.parse(lease().getString("lease.endsAt"));
    }
}
