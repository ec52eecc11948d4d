package io.headroom.lease;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Audience;
import io.headroom.platform.Happened;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Told;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An admin ends what a team holds or waits for: vision holds 4. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class RevocationTest {
    private static final String WHY = "{\"reason\": \"Nobody used it for a week.\"}";

    @Inject
    SmallWorld world;

    @Inject
    Told told;

    @Inject
    Jdbi jdbi;

    private String lease;

    @BeforeEach
    void visionHoldsFour() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision"), "admin");
    }

    @Test
    void itsGpusLeaveAtOnceAndItSaysWhoRevokedItAndWhy() {
        JsonPath after = revoke(lease, WHY).jsonPath();
        assertThat(after.getString("phase")).isEqualTo("ENDED");
        assertThat(after.getString("endReason")).isEqualTo("REVOKED");
        assertThat(after.getString("sentence")).isEqualTo("Revoked by admin: Nobody used it for a week.");
        JsonPath holder = api("vision-lead").lease(lease);
        assertThat(holder.getList("devices")).isEmpty();
        assertThat(holder.getString("history[-1].what")).isEqualTo("REVOKED");
        assertThat(holder.getString("history[-1].actor")).isEqualTo("admin");
        assertThat(api("admin")
                        .read("devices")
                        .getList("findAll { it.state == 'FREE' && it.flavor == '" + FLAVOR + "' }"))
                .hasSize(8);
    }

    @Test
    void itsTeamIsToldAndBeforeAndAfterAreAudited() {
        revoke(lease, WHY);
        Happened happened = told.about(lease).getLast();
        assertThat(happened.action()).isEqualTo("lease.revoked");
        assertThat(happened.audience()).containsExactly(new Audience.Leads("vision"));
        JsonPath entry = api("admin").read("audit?subject=lease&subjectId=" + lease + "&action=lease.revoked");
        assertThat(entry.getList("items")).hasSize(1);
        assertThat(entry.getString("items[0].actor")).isEqualTo("admin");
        assertThat(entry.getInt("items[0].before.held")).isEqualTo(4);
        assertThat(entry.getString("items[0].before.phase")).isEqualTo("ACTIVE");
        assertThat(entry.getInt("items[0].after.held")).isZero();
        assertThat(entry.getString("items[0].after.phase")).isEqualTo("ENDED");
        assertThat(entry.getString("items[0].after.endReason")).isEqualTo("REVOKED");
        assertThat(entry.getString("items[0].sentence")).isEqualTo("Revoked by admin: Nobody used it for a week.");
    }

    @Test
    void whatWaitsIsRevokedToo() {
        String waiting = api("search-lead").holdingNothing(Ask.gpus(8, FLAVOR, "search"));
        assertThat(revoke(waiting, WHY).jsonPath().getString("endReason")).isEqualTo("REVOKED");
    }

    @Test
    void onlyAdminsAreOfferedIt() {
        assertThat(api("admin").lease(lease).<String>getList("lease.allowedActions"))
                .containsExactly("REVOKE");
        assertThat(api("vision-lead").lease(lease).<String>getList("lease.allowedActions"))
                .doesNotContain("REVOKE");
        Written before = Written.in(jdbi);
        for (String user : List.of("vision-lead", "research-manager"))
            assertProblem(api(user).post("leases/" + lease + "/revocation", WHY), 403, "admins");
        assertProblem(api("nlp-lead").post("leases/" + lease + "/revocation", WHY), 404, lease);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void namesTheFieldTheValueAndTheRule() {
        Written before = Written.in(jdbi);
        assertProblem(revoke(lease, "{}"), 422, "reason is missing", "1 to 500 characters");
        assertProblem(revoke(lease, "{\"reason\": \"  \"}"), 422, "reason", "1 to 500 characters");
        assertProblem(
                revoke(lease, "{\"reason\": \"" + "x".repeat(501) + "\"}"), 422, "reason “xxx", "1 to 500 characters");
        assertProblem(revoke(lease, "{\"why\": \"x\"}"), 422, "why");
        assertThat(Written.in(jdbi)).isEqualTo(before);
        assertThat(revoke(lease, "{\"reason\": \"" + "x".repeat(500) + "\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void aSecondOneChangesNothing() {
        String seen = "\"" + api("admin").lease(lease).getInt("lease.version") + "\"";
        assertThat(api("admin")
                        .post("leases/" + lease + "/revocation", WHY, seen)
                        .statusCode())
                .isEqualTo(200);
        assertProblem(api("admin").post("leases/" + lease + "/revocation", WHY, seen), 412, "lease");
        assertProblem(revoke(lease, WHY), 409, "ENDED", "revoked");
        assertThat(told.actions(lease)).containsOnlyOnce("lease.revoked");
    }

    private static Response revoke(String lease, String body) {
        return api("admin").post("leases/" + lease + "/revocation", body);
    }
}
