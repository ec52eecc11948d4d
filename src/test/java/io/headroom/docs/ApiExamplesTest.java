package io.headroom.docs;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What {@code docs/api.md} shows is what happens: its shell blocks, and the client beside it, are run as they stand. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ApiExamplesTest {
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final int MINUTE = 60;

    @Inject
    SmallWorld world;

    private record Ended(int exit, String output) {}

    @BeforeEach
    void reset() throws Exception {
        assumeTrue(run("command -v curl && command -v jq").exit() == 0, "skipped: the examples need curl and jq");
        world.reset();
    }

    /** In the demo's words, but for the flavor: the tests' world has another. */
    @Test
    void theLinesOfTheGuideWork() throws Exception {
        String guide = Files.readString(Path.of("docs", "api.md"));
        String lines = SHELL.matcher(guide)
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining("\n"))
                .replace("h100-80gb", FLAVOR);
        assertThat(lines).contains("/releases");
        Ended ended = run("set -e -o pipefail\n" + lines);
        assertThat(ended.exit()).as(ended.output()).isZero();
        assertThat(ended.output()).contains("\"2 GPUs, all own.\"", "\"ACTIVE\"", "\"ENDED\"");
    }

    @Test
    void theClientHoldsGpusForACommandAndGivesThemBack() throws Exception {
        Ended ended = run("POLL=0.2 docs/examples/hold.sh vision " + FLAVOR
                + " 2 PT1H sh -c 'echo gpus: $CUDA_VISIBLE_DEVICES; exit 7'");
        assertThat(ended.exit()).as(ended.output()).isEqualTo(7);
        assertThat(ended.output()).containsPattern("gpus: GPU-test-\\S+,GPU-test-\\S+");
        List<String> phases = api("vision-lead").read("leases?team=vision").getList("items.phase");
        assertThat(phases).containsExactly("ENDED");
    }

    @Test
    void theClientSaysWhyItIsRefused() throws Exception {
        Ended ended = run("docs/examples/hold.sh vision " + FLAVOR + " 200 PT1H true");
        assertThat(ended.exit()).isEqualTo(1);
        assertThat(ended.output()).contains("gpus").contains("200");
        assertThat(run("docs/examples/hold.sh vision").exit()).isEqualTo(2);
    }

    private static Ended run(String script) throws IOException, InterruptedException {
        ProcessBuilder shell = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true);
        shell.environment().put("HEADROOM", "http://localhost:" + RestAssured.port);
        shell.environment().put("ISSUER", Tokens.issuer());
        shell.environment().put("CLIENT_SECRET", "headroom-ci-vision");
        Path output = Files.createTempFile("headroom-example", ".txt");
        Process process = shell.redirectOutput(output.toFile()).start();
        if (!process.waitFor(MINUTE, TimeUnit.SECONDS)) process.destroyForcibly();
        String said = Files.readString(output);
        Files.delete(output);
        return new Ended(process.waitFor(), said);
    }
}
