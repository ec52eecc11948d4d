package io.headroom.fleet;

import static io.headroom.testing.Api.api;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.headroom.telemetry.MeasuredUse;
import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;

/** No exporter knows the GPUs of the small world. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class FindingsTest {
    private static final String GPU = "GPU-test-2-3";
    private static final String OF_TEST_1 = "find { it.subject == 'test-1' }";

    @Inject
    SmallWorld world;

    @Inject
    MeasuredUse use;

    @Inject
    Event<Changed> changed;

    @Inject
    Jdbi jdbi;

    @Test
    void whatHoldsForMinutesIsListedWithWhatToDo() {
        world.reset();
        measured();
        TestClock.advance(Duration.ofMinutes(4));
        measured();
        var finding = api("admin").read("findings?kind=no_series");
        assertThat(finding.getString(OF_TEST_1 + ".sentence"))
                .isEqualTo("4 of 4 GPUs of test-1 are reported by no exporter.");
        assertThat(finding.getString(OF_TEST_1 + ".advice")).contains("exporter");
        assertThat(finding.getString(OF_TEST_1 + ".since"))
                .isLessThan(TestClock.now().minus(Duration.ofMinutes(3)).toString());
        assertThat(finding.getString(OF_TEST_1 + ".lastSeen"))
                .isGreaterThan(TestClock.now().minus(Duration.ofMinutes(1)).toString());
        assertThat(finding.getString(OF_TEST_1 + ".href")).isEqualTo("/fleet#exporters");
    }

    @Test
    void workIsToldWithItsTeamAndTheRuleThatKnowsIt() {
        world.reset();
        assertThat(api("admin")
                        .put("team-map", "{\"namespaces\": {\"lang\": \"nlp\"}}")
                        .statusCode())
                .isEqualTo(200);
        use.usedBy(GPU, "lang");
        measured();
        TestClock.advance(Duration.ofMinutes(4));
        use.usedBy(GPU, "lang");
        measured();
        assertThat(api("admin").read("findings?kind=used_by_nobody").getString("find { it.node == 'test-2' }.sentence"))
                .isEqualTo("GPU 3 of test-2 is used by lang/train-0: nlp, by the portal's map of namespaces: lang, "
                        + "and no lease holds it.");
        var users = api("vision-member").read("utilization");
        assertThat(users.getString("devices.find { it.uuid == '" + GPU + "' }.users[0].team"))
                .isEqualTo("nlp");
        assertThat(users.getString("devices.find { it.uuid == '" + GPU + "' }.users[0].reason"))
                .as("to who does not see nlp")
                .isNull();
        assertThat(api("nlp-lead")
                        .read("utilization")
                        .getString("devices.find { it.uuid == '" + GPU + "' }.users[0].reason"))
                .isEqualTo("by the portal's map of namespaces: lang");
        String user = "find { it.uuid == '" + GPU + "' }.users[0].";
        assertThat(api("vision-member").read("devices").getString(user + "rule"))
                .isEqualTo("NAMESPACE");
        assertThat(api("vision-member").read("devices").getString(user + "reason"))
                .isNull();
        assertThat(api("nlp-lead").read("devices").getString(user + "reason"))
                .isEqualTo("by the portal's map of namespaces: lang");
        assertThat(Browser.signedInAs("vision-member").get("/fleet?node=test-2").body())
                .contains("by namespace")
                .doesNotContain("namespaces: lang");
        assertThat(Browser.signedInAs("nlp-lead").get("/fleet?node=test-2").body())
                .contains("by the portal&#39;s map of namespaces: lang");
        Http.Answer page = Browser.signedInAs("admin").get("/findings");
        assertThat(page.body()).contains("Used and granted to nobody", "Drain the GPU");
    }

    @Test
    void sinceWhenIsKeptInTheDatabase() {
        world.reset();
        measured();
        TestClock.advance(Duration.ofMinutes(4));
        measured();
        String since = api("admin").read("findings?kind=no_series").getString(OF_TEST_1 + ".since");
        Instant kept = jdbi.withHandle(handle -> handle.select(
                        "SELECT first_seen FROM finding WHERE kind = 'NO_SERIES' AND subject = 'test-1'")
                .mapTo(Instant.class)
                .one());
        assertThat(kept).isCloseTo(Instant.parse(since), within(1, ChronoUnit.MILLIS));
    }

    private void measured() {
        changed.fire(new Changed(Set.of(Topic.USE)));
    }
}
