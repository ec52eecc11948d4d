package io.headroom.fleet;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What was previewed is what happens: vision holds its 4 on test-1, which is drained; others sit on test-2. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class DrainPreviewTest {
    private static final String WHY = "{\"reason\": \"A new switch\"}";

    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    /** GPUs of a lease that move, or are asked back, and by when. */
    private record Leaves(String lease, int gpus, Instant by) {}

    static Stream<Arguments> others() {
        return Stream.of(
                argumentSet("nobody: all find room", List.of()),
                argumentSet("two of nlp: half find room, the others are asked back", List.of(asks("nlp", 2))),
                argumentSet("four of nlp: both shrink to what is left", List.of(asks("nlp", 4))),
                argumentSet("a borrower, who gives back first", List.of(asks("search", 4))),
                argumentSet(
                        "a borrower with shorter notice",
                        List.of(asks("search", 4).text("kind", "preprocessing"))),
                argumentSet(
                        "a borrower with longer notice",
                        List.of(asks("search", 3).text("kind", "interactive"))),
                argumentSet("some of each", List.of(asks("nlp", 1), asks("search", 2))));
    }

    private static Ask asks(String team, int gpus) {
        return Ask.gpus(gpus, FLAVOR, team).raw("minGpus", "1");
    }

    @AfterEach
    void timeGoesOn() {
        TestClock.reset();
    }

    @ParameterizedTest
    @MethodSource("others")
    void happens(List<Ask> others) {
        world.reset();
        List<String> leases = new ArrayList<>(List.of(api("vision-lead").holding(asks("vision", 4), "admin")));
        for (Ask it : others) leases.add(api(lead(it)).holding(it, "admin"));
        Instant noon = TestClock.now().truncatedTo(ChronoUnit.MICROS);
        TestClock.stopAt(noon);
        rounds.pass();
        JsonPath preview =
                api("admin").post("nodes/test-1/drain?dryRun=true", WHY).jsonPath();
        List<String> before = places(leases);

        api("admin").post("nodes/test-1/drain", WHY).then().statusCode(200);
        rounds.pass();
        assertThat(asked(leases)).containsExactlyInAnyOrderElementsOf(leaves(preview, "returns"));
        assertThat(places(leases)).as("nobody moves without notice").isEqualTo(before);

        List<Leaves> moves = leaves(preview, "moves");
        TestClock.stopAt(moves.stream()
                .map(Leaves::by)
                .min(Instant::compareTo)
                .orElse(noon)
                .minusSeconds(1));
        rounds.pass();
        assertThat(moved(leases)).as("nobody moves early").isEmpty();
        for (Instant by : moves.stream().map(Leaves::by).distinct().sorted().toList()) {
            TestClock.stopAt(by);
            rounds.pass();
            rounds.pass();
            assertThat(moved(leases))
                    .containsExactlyInAnyOrderElementsOf(
                            moves.stream().filter(it -> !it.by().isAfter(by)).toList());
        }
        TestClock.stopAt(noon.plus(Duration.ofHours(1)));
        rounds.pass();
        assertThat(moved(leases)).containsExactlyInAnyOrderElementsOf(moves);
        assertThat(places(leases)).noneMatch(it -> it.startsWith("test-1"));
    }

    private static String lead(Ask ask) {
        return ask.json().contains("\"nlp\"") ? "nlp-lead" : "search-lead";
    }

    private static List<Leaves> leaves(JsonPath preview, String what) {
        List<Leaves> leaves = new ArrayList<>();
        for (int i = 0; i < preview.getList(what).size(); i++) {
            String at = what + "[" + i + "].";
            leaves.add(new Leaves(
                    preview.getString(at + "lease"),
                    preview.getInt(at + "gpus"),
                    Instant.parse(preview.getString(at + "by"))));
        }
        return leaves;
    }

    private static List<Leaves> asked(List<String> leases) {
        List<Leaves> asked = new ArrayList<>();
        for (String lease : leases) {
            JsonPath it = api("admin").lease(lease);
            for (int i = 0; i < it.getList("askedBack").size(); i++)
                asked.add(new Leaves(
                        lease,
                        it.getInt("askedBack[" + i + "].gpus"),
                        Instant.parse(it.getString("askedBack[" + i + "].deadline"))));
        }
        return asked;
    }

    private static List<Leaves> moved(List<String> leases) {
        List<Leaves> moved = new ArrayList<>();
        for (String lease : leases) {
            List<String> times = api("admin").lease(lease).getList("history.findAll { it.what == 'REPLACED' }.at");
            for (String at : times.stream().distinct().toList())
                moved.add(new Leaves(
                        lease, (int) times.stream().filter(at::equals).count(), Instant.parse(at)));
        }
        return moved;
    }

    private static List<String> places(List<String> leases) {
        return leases.stream()
                .flatMap(it ->
                        api("admin").lease(it).<String>getList("devices.collect { it.node + ' ' + it.id }").stream())
                .toList();
    }
}
