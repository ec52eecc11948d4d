package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Api;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was decided can be found: one approved, one denied, one withdrawn, and one that still waits. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestInstance(Lifecycle.PER_CLASS)
class DecidedTest {
    private static final List<String> PURPOSES = List.of("Train the whale", "Serve 100% of it", "Never mind", "Waits");

    @Inject
    SmallWorld world;

    private Browser manager;
    private Instant before;

    /** Not before all: only a test knows the portal's port. */
    @BeforeEach
    void once() {
        if (manager == null) decide();
    }

    private void decide() {
        world.reset();
        before = TestClock.now();
        String approved = asks("vision", PURPOSES.get(0));
        String denied = asks("nlp", PURPOSES.get(1));
        String withdrawn = asks("nlp", PURPOSES.get(2));
        asks("vision", PURPOSES.get(3));
        api("research-manager").post("requests/" + approved + "/approvals", "{\"comment\": \"One will do.\"}");
        api("admin").post("requests/" + denied + "/denials", "{\"reason\": \"After the review.\"}");
        api("nlp-lead").post("requests/" + withdrawn + "/withdrawal", "{}");
        manager = Browser.signedInAs("research-manager");
    }

    @ParameterizedTest(name = "{0} finds {1}")
    @CsvSource({
        "'', 0 1 2",
        "team=nlp, 1 2",
        "requestedBy=vision-lead, 0",
        "decidedBy=admin, 1",
        "decidedBy=nobody, ''",
        "type=NEW, 0 1 2",
        "type=RESIZE, ''",
        "state=WITHDRAWN, 2",
        "state=denied&team=vision, ''",
        "text=WHALE, 0",
        "text=100%25, 1",
        "text=%25%25, ''",
        "text=after+the+review, 1",
        "from={today}&to={later}, 0 1 2",
        "from={later}, ''",
        "to={yesterday}, ''"
    })
    void finds(String query, String found) {
        String page = page("/inbox/decided?" + onDays(query));
        for (int i = 0; i < PURPOSES.size(); i++)
            assertThat(page.contains("<small>" + PURPOSES.get(i) + "</small>"))
                    .as(PURPOSES.get(i))
                    .isEqualTo(found.contains(String.valueOf(i)));
        if (found.isEmpty()) assertThat(page).contains("Nothing like that was decided");
    }

    @Test
    void eachRowSaysWhoAndWhy() {
        assertThat(page("/inbox/decided"))
                .contains("research-manager approved 1 GPUs", "“One will do.”")
                .contains("admin denied it", "“After the review.”", "Withdrawn by the team that asked.");
    }

    @Test
    void whoAskedSeesWhoDeniedItAndWhy() {
        Browser lead = Browser.signedInAs("nlp-lead");
        String list = lead.get("/requests?state=denied").body();
        assertThat(list).contains("admin denied it: “After the review.”");
        String request = api("nlp-lead").read("requests?state=denied").getString("items[0].id");
        assertThat(lead.get("/requests/" + request).body()).contains("admin denied it: “After the review.”");
    }

    @Test
    void anotherCohortsDecisionsAreNotThere() {
        assertThat(Browser.signedInAs("products-manager").get("/inbox/decided").body())
                .contains("Nothing was decided yet");
        assertThat(Browser.signedInAs("products-manager")
                        .get("/inbox/decided?team=nlp")
                        .status())
                .isEqualTo(404);
        assertThat(Browser.signedInAs("nlp-lead").get("/inbox/decided").status())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({"from=tomorrow, from", "to=2026-02-30, to", "state=maybe, state", "cursor=1, cursor"})
    void nonsenseIsRefusedByName(String query, String field) {
        var answer = manager.get("/inbox/decided?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body()).contains(field);
    }

    @Test
    void theListOverRestHasTheSameFilters() {
        Api admin = api("admin");
        assertThat(purposes(admin, "requestedBy=nlp-lead")).containsExactly(PURPOSES.get(2), PURPOSES.get(1));
        assertThat(purposes(admin, "requestedBy=nlp-lead&state=denied")).containsExactly(PURPOSES.get(1));
        assertThat(purposes(admin, "since=" + before)).hasSize(4);
        assertThat(purposes(admin, "until=" + before)).isEmpty();
        assertThat(purposes(admin, "since=" + before.plus(Duration.ofDays(1)))).isEmpty();
    }

    @ParameterizedTest(name = "over REST {0} finds {1}")
    @CsvSource({
        "'', 2 1 0",
        "team=nlp, 2 1",
        "type=new&kind=training, 2 1 0",
        "type=EXTEND, ''",
        "kind=inference, ''",
        "decidedBy=admin, 1",
        "state=DENIED, 1",
        "text=WHALE, 0",
        "since={before}, 2 1 0",
        "until={before}, ''"
    })
    void theSearchIsThereOverRest(String query, String found) {
        List<String> expected = Stream.of(found.split(" "))
                .filter(it -> !it.isEmpty())
                .map(it -> PURPOSES.get(Integer.parseInt(it)))
                .toList();
        String path = "requests/decided" + (query.isEmpty() ? "" : "?") + query.replace("{before}", before.toString());
        assertThat(api("research-manager").read(path).getList("items.purpose")).isEqualTo(expected);
    }

    @Test
    void theSearchOverRestGoesOnFromACursor() {
        var page = api("admin").read("requests/decided?limit=2");
        assertThat(page.getList("items.purpose")).containsExactly(PURPOSES.get(2), PURPOSES.get(1));
        var rest = api("admin").read("requests/decided?limit=2&cursor=" + page.getString("next"));
        assertThat(rest.getList("items.purpose")).containsExactly(PURPOSES.get(0));
        assertThat(rest.getString("next")).isNull();
        assertThat(api("products-manager").read("requests/decided").getList("items"))
                .isEmpty();
        assertProblem(api("products-manager").get("requests/decided?team=nlp"), 404, "nlp");
        assertProblem(api("admin").get("requests/decided?type=other"), 422, "type", "EXTEND");
    }

    private String page(String path) {
        var answer = manager.get(path);
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private String onDays(String query) {
        LocalDate today = LocalDate.ofInstant(before, ZoneOffset.UTC);
        return query.replace("{today}", today.toString())
                .replace("{later}", today.plusDays(2).toString())
                .replace("{yesterday}", today.minusDays(1).toString());
    }

    private static List<String> purposes(Api api, String query) {
        return api.read("requests?" + query).getList("items.purpose");
    }

    private static String asks(String team, String purpose) {
        return api(team + "-lead")
                .reviewed(Ask.gpus(1, FLAVOR, team).text("duration", "P8D").text("purpose", purpose));
    }
}
