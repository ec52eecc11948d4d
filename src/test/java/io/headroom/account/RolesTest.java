package io.headroom.account;

import static io.headroom.testing.Api.api;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.local.demo.TestWorld;
import io.headroom.testing.Api;
import io.headroom.testing.Ask;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.Tokens;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Each role at each endpoint. The calls that would change something carry a value that is refused only after the caller
 * was found to be allowed (409, 412 or 422), so nothing changes and every cell starts from the same world.
 */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestInstance(Lifecycle.PER_CLASS)
class RolesTest {
    private static final List<String> ROLES = List.of(
            "nobody",
            "vision-member",
            "vision-lead",
            "ci-vision",
            "nlp-lead",
            "research-manager",
            "products-manager",
            "admin");

    private static final String TABLE = """
            endpoint                                    | body                   | nob mem lead ci  nlp rm  pm  adm
            GET /api/openapi                            |                        | 200 200 200 200 200 200 200 200
            GET /api/v1/flavors                         |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/cohorts                         |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/teams                           |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/teams/vision                    |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/teams/nobodys                   |                        | 401 404 404 404 404 404 404 404
            GET /api/v1/devices                         |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/findings                        |                        | 401 403 403 403 403 403 403 200
            POST /api/v1/nodes/nowhere/drain            | {"reason": "A test"}   | 401 403 403 403 403 403 403 404
            POST /api/v1/nodes/nowhere/undrain          | {}                     | 401 403 403 403 403 403 403 404
            POST /api/v1/devices/{lease}/drain          | {"reason": "A test"}   | 401 403 403 403 403 403 403 404
            POST /api/v1/devices/{lease}/undrain        | {}                     | 401 403 403 403 403 403 403 404
            GET /api/v1/utilization                     |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/decisions                       |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/loans                           |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/events                          |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/leases                          |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/leases?team=vision              |                        | 401 200 200 200 404 200 404 200
            GET /api/v1/leases/{lease}                  |                        | 401 200 200 200 404 200 404 200
            GET /api/v1/requests                        |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/requests?team=vision            |                        | 401 200 200 200 404 200 404 200
            GET /api/v1/requests/decided                |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/requests/decided?team=vision    |                        | 401 200 200 200 404 200 404 200
            POST /api/v1/requests/approvals             | {"requests": []}       | 401 403 403 403 403 422 422 422
            POST /api/v1/requests/denials               | {"requests": []}       | 401 403 403 403 403 422 422 422
            GET /api/v1/requests/{request}              |                        | 401 200 200 200 404 200 404 200
            GET /api/v1/notifications                   |                        | 401 200 200 200 200 200 200 200
            GET /api/v1/webhooks                        |                        | 401 200 200 200 200 200 200 200
            POST /api/v1/webhooks                       | {"team": "vision"}     | 401 403 422 422 404 403 404 422
            GET /api/v1/webhooks/{lease}/deliveries     |                        | 401 404 404 404 404 404 404 404
            POST /api/v1/webhooks/{lease}/deliveries/{lease}/redelivery | {}     | 401 404 404 404 404 404 404 404
            POST /api/v1/requests?dryRun=true           | {ask}                  | 401 403 200 200 422 403 403 403
            POST /api/v1/leases/{lease}/releases        | {"gpus": 99}           | 401 403 409 409 404 403 404 403
            POST /api/v1/leases/{waiting}/withdrawal    | {}                     | 401 403 412 412 404 403 404 403
            POST /api/v1/leases/{lease}/extensions      | {"duration": "soon"}   | 401 403 422 422 404 403 404 403
            POST /api/v1/leases/{lease}/revocation      | {"reason": ""}         | 401 403 403 403 404 403 404 422
            POST /api/v1/leases/{lease}/resizes         | {"gpus": 0}            | 401 403 422 422 404 403 404 403
            POST /api/v1/requests/{request}/approvals   | {"gpus": 0}            | 401 403 403 403 404 422 404 422
            POST /api/v1/requests/{request}/denials     | {"reason": ""}         | 401 403 403 403 404 422 404 422
            POST /api/v1/requests/{request}/withdrawal  | {}                     | 401 403 412 412 404 403 404 403
            POST /api/v1/requests/{nlps}/approvals      | {"gpus": 0}            | 401 404 404 404 403 422 404 422
            POST /api/v1/requests/{nlps}/withdrawal     | {}                     | 401 404 404 404 412 403 404 403
            GET /api/v1/requests/{nlps}/answers         |                        | 401 404 404 404 200 200 404 200
            GET /api/v1/delegations                     |                        | 401 200 200 200 200 200 200 200
            POST /api/v1/delegations                    | {"delegate": ""}       | 401 403 403 403 403 422 422 422
            GET /api/v1/delegations/{lease}             |                        | 401 404 404 404 404 404 404 404
            DELETE /api/v1/delegations/{lease}          |                        | 401 404 404 404 404 404 404 404
            """;

    @Inject
    TestWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeAll
    void reset() {
        world.reset();
    }

    @Test
    void eachRoleAtEachEndpoint() {
        Map<String, String> names = names();
        Written before = Written.in(jdbi);
        Map<String, String> expected = new LinkedHashMap<>();
        Map<String, String> actual = new LinkedHashMap<>();
        for (String row : TABLE.lines().skip(1).toList()) {
            String[] cells = row.split("\\|");
            expected.put(cells[0].strip(), cells[2].strip());
            actual.put(cells[0].strip(), statuses(named(cells[0], names), named(cells[1], names)));
        }
        assertThat(actual).containsExactlyEntriesOf(expected);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void whatOneMaySeeIsWhatTheListsContain() {
        for (String list : List.of("leases", "requests")) {
            assertThat(teams("vision-lead", list)).containsOnly("vision");
            assertThat(teams("products-manager", list)).containsOnly("serving", "search");
            assertThat(teams("admin", list)).contains("vision", "nlp", "speech", "serving", "search");
        }
    }

    @Test
    void buttonsAndApiAgreeOnWhatIsAllowed() {
        String lease = api("vision-lead").read("leases?phase=active").getString("items[0].id");
        assertThat(api("vision-lead").lease(lease).getList("lease.allowedActions"))
                .containsExactly("RELEASE", "EXTEND", "RESIZE");
        assertThat(api("vision-member").lease(lease).getList("lease.allowedActions"))
                .isEmpty();
        String request = api("vision-lead").reviewed(sixtyDays());
        assertThat(allowed("vision-lead", request)).containsExactly("WITHDRAW");
        assertThat(allowed("vision-member", request)).isEmpty();
        assertThat(allowed("research-manager", request)).containsExactly("APPROVE", "DENY");
        assertThat(api("vision-lead").read("teams/vision").getList("allowedActions"))
                .containsExactly("REQUEST");
        assertThat(api("vision-lead").read("teams/nlp").getList("allowedActions"))
                .isEmpty();
    }

    private static List<Object> allowed(String user, String request) {
        return api(user).read("requests/" + request).getList("allowedActions");
    }

    private static List<Object> teams(String user, String list) {
        return api(user).read(list + "?limit=200").getList("items.team");
    }

    private static Map<String, String> names() {
        Api lead = api("vision-lead");
        // Within its quota: whether it may borrow unasked depends on how busy the demo's GPUs were today.
        String waiting = lead.granted(Ask.gpus(1, "h100-80gb", "vision")
                .text("startsAt", java.time.Instant.now().plusSeconds(86_400).toString()));
        return Map.of(
                "{ask}", Ask.gpus(1, "h100-80gb", "vision").json(),
                "{lease}", lead.read("leases?phase=active").getString("items[0].id"),
                "{waiting}", waiting,
                "{request}", lead.reviewed(sixtyDays()),
                "{nlps}", api("nlp-lead").read("requests?state=in_review").getString("items[0].id"));
    }

    private static Ask sixtyDays() {
        return Ask.gpus(1, "a100-40gb", "vision").text("duration", "P60D");
    }

    private static String named(String text, Map<String, String> names) {
        String named = text.strip();
        for (var name : names.entrySet()) named = named.replace(name.getKey(), name.getValue());
        return named;
    }

    /** One status per role; those who may do it see that their version is stale. */
    private static String statuses(String target, String body) {
        StringBuilder statuses = new StringBuilder();
        for (String role : ROLES) {
            String token = role.equals("nobody") ? null : Tokens.of(role);
            Http.Answer answer = body.equals("{}")
                    ? Http.callSeeing(99, target, token)
                    : Http.call(target, token, body.isEmpty() ? null : body);
            assertThat(answer.location()).as("no redirect from %s", target).isNull();
            statuses.append(answer.status()).append(' ');
        }
        return statuses.toString().strip();
    }
}
