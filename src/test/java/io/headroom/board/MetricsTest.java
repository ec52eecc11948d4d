package io.headroom.board;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Eventually.eventually;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What monitoring is built on is there, and adds up. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class MetricsTest {
    private static final Pattern NAME = Pattern.compile("headroom_[a-z_]+");

    @Inject
    SmallWorld world;

    @Inject
    FleetMeters meters;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void everyMetricThatAlertsAndDashboardUseExists() throws IOException {
        api("nlp-lead").holding(Ask.gpus(1, SmallWorld.FLAVOR, "nlp"), "admin");
        Set<String> used = new TreeSet<>();
        for (String file : Set.of("alerts.yaml", "dashboard.json"))
            used.addAll(names(Files.readString(Path.of("k8s/monitoring", file))));
        assertThat(used).hasSizeGreaterThan(20);
        meters.read();
        eventually(() -> assertThat(names(metrics())).containsAll(used));
    }

    @Test
    void theFiguresOfATeamAddUp() {
        api("nlp-lead").holding(Ask.gpus(3, SmallWorld.FLAVOR, "nlp"), "admin");
        meters.read();
        String metrics = metrics();
        assertThat(team(metrics, "nominal")).isEqualTo(4);
        assertThat(team(metrics, "held")).isEqualTo(3);
        assertThat(team(metrics, "own") + team(metrics, "borrowed")).isEqualTo(3);
        assertThat(team(metrics, "busy") + team(metrics, "idle_held") + team(metrics, "unknown"))
                .isEqualTo(3);
        assertThat(value(metrics, "headroom_flavor_total_gpus", "flavor=\"test-gpu\""))
                .isEqualTo(8);
        assertThat(value(metrics, "headroom_flavor_free_gpus", "flavor=\"test-gpu\""))
                .isEqualTo(5);
    }

    @Test
    void aDecisionIsCountedByItsTypeAndReason() {
        double before = admitted();
        api("nlp-lead").holding(Ask.gpus(1, SmallWorld.FLAVOR, "nlp"), "admin");
        eventually(() -> assertThat(admitted()).isEqualTo(before + 1));
    }

    private static double admitted() {
        String metrics = metrics();
        return metrics.contains("headroom_decisions_total{reason=\"none\",type=\"admit\"")
                ? value(metrics, "headroom_decisions_total", "type=\"admit\"")
                : 0;
    }

    private static double team(String metrics, String what) {
        return value(metrics, "headroom_team_" + what + "_gpus", "team=\"nlp\"");
    }

    private static double value(String metrics, String name, String label) {
        return metrics.lines()
                .filter(line -> line.startsWith(name + "{") && line.contains(label) && isOfThisWorld(line))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " with " + label + " is missing"));
    }

    /** The simulated fleet may have told of its own flavors meanwhile. */
    private static boolean isOfThisWorld(String line) {
        return !line.contains("flavor=\"") || line.contains("flavor=\"" + SmallWorld.FLAVOR + "\"");
    }

    private static String metrics() {
        return given().accept("text/plain").get("/metrics").asString();
    }

    private static Set<String> names(String text) {
        return NAME.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
    }
}
