package io.headroom;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.headroom.testing.Tool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The alerts fire when they should and only then, as promtool evaluates them. */
class MonitoringTest {
    private static final YAMLMapper YAML = new YAMLMapper();
    private static final Path TESTS = Path.of("src/test/resources/monitoring/alerts-test.yaml");

    @TempDir
    Path folder;

    @Test
    void promtoolAcceptsTheAlerts() throws Exception {
        promtool("check", "rules", rules().toString());
    }

    @Test
    void everyAlertFiresWhenItShouldAndOnlyThen() throws Exception {
        rules();
        Path tests = Files.copy(TESTS, folder.resolve("alerts-test.yaml"));
        promtool("test", "rules", tests.toString());
    }

    @Test
    void everyAlertSaysWhatToDo() throws IOException {
        for (JsonNode rule : spec().at("/groups/0/rules")) {
            assertThat(rule.at("/annotations/summary").asText())
                    .as(rule.toString())
                    .isNotBlank();
            assertThat(rule.at("/annotations/description").asText())
                    .as(rule.toString())
                    .isNotBlank();
            assertThat(rule.at("/labels/severity").asText()).isIn("critical", "warning", "info");
        }
    }

    /** What the operator takes out of its object, as a rule file. */
    private Path rules() throws IOException {
        Path rules = folder.resolve("alerts.yaml");
        YAML.writeValue(rules.toFile(), spec());
        return rules;
    }

    private static JsonNode spec() throws IOException {
        return YAML.readTree(Path.of("k8s/monitoring/alerts.yaml").toFile()).at("/spec");
    }

    private static void promtool(String... arguments) throws IOException, InterruptedException {
        Tool.PROMTOOL.require();
        List<String> command = new ArrayList<>(List.of("promtool"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }
}
