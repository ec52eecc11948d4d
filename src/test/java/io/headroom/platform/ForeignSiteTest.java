package io.headroom.platform;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Tokens;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another site's page with our visitor's cookies, or with a token it should not have. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ForeignSiteTest {
    private static final List<String[]> FOREIGN = List.of(
            new String[] {"Origin", "https://evil.example"},
            new String[] {"Origin", "null"},
            new String[] {"Origin", "http://localhost.evil.example"},
            new String[] {"Origin", "http://localhost:1"},
            new String[] {"Sec-Fetch-Site", "cross-site"},
            new String[] {"Sec-Fetch-Site", "same-site"},
            new String[] {"Sec-Fetch-Site", "anything"});

    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    private String lease;
    private String request;

    @BeforeEach
    void visionHoldsAndWaits() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(2, FLAVOR, "vision"), "admin");
        request = api("vision-lead").reviewed(Ask.gpus(2, FLAVOR, "vision").text("duration", "P8D"));
    }

    @Test
    void itsFormsChangeNothing() {
        Browser victim = Browser.signedInAs("vision-lead");
        Written before = Written.in(jdbi);
        Map<String, String> form = Map.of(
                "team",
                "vision",
                "flavor",
                FLAVOR,
                "gpus",
                "1",
                "kind",
                "training",
                "purpose",
                "Theirs",
                "duration",
                "PT1H",
                "reason",
                "theirs");
        for (String path : paths(""))
            for (String[] header : FOREIGN) {
                Http.Answer answer = victim.post(path, form, header);
                assertThat(answer.status())
                        .as("%s with %s: %s", path, header[0], header[1])
                        .isEqualTo(403);
            }
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void ourOwnFormsDo() {
        String own = "http://localhost:" + RestAssured.port;
        Http.Answer answer = Browser.signedInAs("vision-lead")
                .post(
                        "/leases/" + lease + "/releases",
                        Map.of("gpus", "1"),
                        "Origin",
                        own,
                        "Sec-Fetch-Site",
                        "same-origin");
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
        assertThat(api("vision-lead").lease(lease).getInt("lease.held")).isEqualTo(1);
    }

    @Test
    void theExtensionFormFindsItsWay() {
        Http.Answer answer =
                Browser.signedInAs("vision-lead").post("/leases/" + lease + "/extensions", Map.of("duration", "PT1H"));
        assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    }

    @Test
    void itsCallsOfTheApiChangeNothing() {
        Written before = Written.in(jdbi);
        for (String path : paths("/api/v1"))
            for (String verb : List.of("POST", "PUT", "PATCH", "DELETE"))
                for (String[] header : FOREIGN) {
                    var call = Http.request(verb + " " + path, Tokens.of("vision-lead"), "{}")
                            .headers(header);
                    Http.Answer answer = Http.send(call.build());
                    assertThat(answer.status())
                            .as("%s %s with %s: %s", verb, path, header[0], header[1])
                            .isEqualTo(403);
                }
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void theRefusalSaysWhy() {
        var call = Http.request("POST /api/v1/leases/" + lease + "/releases", Tokens.of("vision-lead"), "{}");
        Http.Answer answer =
                Http.send(call.header("Origin", "https://evil.example").build());
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("https://evil.example", "not this portal");
    }

    private List<String> paths(String root) {
        return List.of(
                root + "/requests",
                root + "/requests/" + request + "/approvals",
                root + "/requests/" + request + "/denials",
                root + "/requests/" + request + "/withdrawal",
                root + "/leases/" + lease + "/releases",
                root + "/leases/" + lease + "/withdrawal",
                root + "/leases/" + lease + "/extensions");
    }
}
