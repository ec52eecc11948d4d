package io.headroom.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code plan} as the shell sees it: what it prints where, and how it ends. */
class PlanCommandTest {
    private static final String WORLD = """
            {"now": "2026-01-01T02:00:00Z", "flavors": [{"name": "gpu", "capacity": 4}],
             "teams": [{"name": "a", "quotas": [{"flavor": "gpu", "nominal": 4}]}, {"name": "b"}],
             "leases": [{"id": "l", "team": "b", "flavor": "gpu", "gpus": 3, "startedAt": "2026-01-01T00:00:00Z"}],
             "waiting": [{"id": "r", "team": "a", "flavors": ["gpu"], "gpus": 2}]}""";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int plan(String world) throws IOException {
        Path file = Files.writeString(folder.resolve("world.json"), world);
        return new PlanCommand(InputStream.nullInputStream(), out, err).run(file.toString());
    }

    private int planLines(byte[] lines) throws IOException {
        return new PlanCommand(new ByteArrayInputStream(lines), out, err).run("-");
    }

    @Test
    void aWorldThatDoesNotSayWhenItIsIsAsOldAsWhatHappenedLast() throws IOException {
        assertThat(plan(WORLD.replace("\"now\": \"2026-01-01T02:00:00Z\", ", "")
                        .replace("\"gpus\": 2", "\"gpus\": 2, \"submittedAt\": \"2026-01-01T03:00:00Z\"")))
                .as(err.toString())
                .isZero();
        JsonNode plan = new ObjectMapper().readTree(out.toByteArray());
        assertThat(plan.at("/decisions/0/deadline").asText()).isEqualTo("2026-01-01T03:10:00Z");
    }

    @Test
    void printsThePlanOfAWorld() throws IOException {
        assertThat(plan(WORLD)).as(err.toString()).isZero();
        JsonNode plan = new ObjectMapper().readTree(out.toByteArray());
        assertThat(plan.at("/decisions/0/type").asText()).isEqualTo("RECLAIM");
        assertThat(plan.at("/decisions/0/lease").asText()).isEqualTo("l");
        assertThat(plan.at("/decisions/0/deadline").asText()).isEqualTo("2026-01-01T02:10:00Z");
        assertThat(plan.at("/decisions/1/reason").asText()).isEqualTo("WAITING_FOR_RECLAIM");
        assertThat(plan.at("/teams/0/nominal").asInt()).isEqualTo(4);
        assertThat(plan.at("/loans/0/borrower").asText()).isEqualTo("b");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void plansLinesAndGoesOnAfterAWrongOne() throws IOException {
        String good = WORLD.replace("\n", " ");
        assertThat(planLines((good + "\n{\"teams\": 3}\n" + good + "\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(2);
        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1)).startsWith("{\"error\":");
        assertThat(lines.get(2)).isEqualTo(lines.getFirst()).contains("\"RECLAIM\"");
    }

    static Stream<Arguments> badWorlds() {
        return Stream.of(
                argumentSet("a negative quota", "\"nominal\": 4", "\"nominal\": -1", "teams[0].quotas[0].nominal"),
                argumentSet(
                        "a quota for an unknown flavor",
                        "\"flavor\": \"gpu\", \"nom",
                        "\"flavor\": \"tpu\", \"nom",
                        "teams[0].quotas[0].flavor"),
                argumentSet("a lease of an unknown team", "\"team\": \"b\"", "\"team\": \"c\"", "leases[0].team"),
                argumentSet("a request of an unknown team", "\"team\": \"a\"", "\"team\": \"c\"", "waiting[0].team"),
                argumentSet("an id that is used twice", "\"id\": \"r\"", "\"id\": \"l\"", "waiting[0].id"),
                argumentSet("a team that is named twice", "{\"name\": \"b\"}", "{\"name\": \"a\"}", "teams[1].name"),
                argumentSet("more held than exists", "\"gpus\": 3", "\"gpus\": 5", "flavors[0].capacity"),
                argumentSet(
                        "a capacity that is no number",
                        "\"capacity\": 4",
                        "\"capacity\": \"many\"",
                        "flavors[0].capacity"),
                argumentSet("a fraction of a GPU", "\"gpus\": 2", "\"gpus\": 1.5", "waiting[0].gpus"),
                argumentSet("a field nobody knows", "\"gpus\": 2", "\"gpu\": 2", "waiting[0]"),
                argumentSet("no instant", "2026-01-01T02:00:00Z", "yesterday", "now"),
                argumentSet(
                        "a cycle of cohorts",
                        "\"teams\"",
                        "\"cohorts\": [{\"name\": \"x\", \"cohort\": \"y\"}, {\"name\": \"y\", \"cohort\": \"x\"}], \"teams\"",
                        "cohorts["));
    }

    @ParameterizedTest
    @MethodSource("badWorlds")
    void saysInOneLineWhatIsWrong(String good, String bad, String place) throws IOException {
        assertThat(WORLD).contains(good);
        assertThat(plan(WORLD.replace(good, bad))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(place).containsOnlyOnce("\n");
        assertThat(out.size()).as("nothing is printed as a plan").isZero();
    }

    @Test
    void oneHundredMegabytesOfNonsenseAreRefusedInOneLine() throws IOException {
        byte[] nonsense = new byte[100 << 20];
        new Random(7).nextBytes(nonsense);
        for (int i = 0; i < nonsense.length; i++) if (nonsense[i] == '\n') nonsense[i] = ' ';
        assertThat(planLines(nonsense)).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("{\"error\":")
                .hasSizeLessThan(1_000);
    }

    @Test
    void aFileThatIsNotThereIsNamed() throws IOException {
        assertThat(new PlanCommand(InputStream.nullInputStream(), out, err).run("nowhere.json"))
                .isEqualTo(2);
        assertThat(err.toString()).isEqualTo("nowhere.json: no such file\n");
    }
}
