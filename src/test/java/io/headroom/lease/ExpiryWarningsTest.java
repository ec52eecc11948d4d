package io.headroom.lease;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.When;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** vision holds 4 for a week: it is warned 42 hours, a day and an hour before the end. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ExpiryWarningsTest {
    @Inject
    SmallWorld world;

    @Inject
    ExpiryWarnings warnings;

    @Inject
    Jdbi jdbi;

    private String lease;
    private Instant end;

    @BeforeEach
    void aLeaseOfAWeek() {
        world.reset();
        lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision").text("duration", "P7D"), "admin");
        end = end();
    }

    @Test
    void eachStageIsToldOnce() {
        lookWithLeft("PT42H1S");
        assertThat(told()).isEmpty();
        lookWithLeft("PT42H");
        lookWithLeft("PT41H");
        assertThat(told()).hasSize(1);
        lookWithLeft("PT24H");
        lookWithLeft("PT2H");
        assertThat(told()).hasSize(2);
        lookWithLeft("PT1H");
        lookWithLeft("PT1S");
        assertThat(told()).hasSize(3);
    }

    @Test
    void theSentenceSaysWhatEndsWhen() {
        lookWithLeft("P1D");
        assertThat(told())
                .containsExactly(
                        "4 " + FLAVOR + " of vision end " + When.spoken(end) + ", in 1 day; extend or let go.");
    }

    @Test
    void aClaimThatEndsIsToldToo() {
        QuarkusTransaction.requiringNew()
                .run(() -> jdbi.useHandle(handle -> {
                    handle.execute("UPDATE assignment SET until = since WHERE lease = ?::uuid", lease);
                    handle.execute("UPDATE lease SET phase = 'LENT', held = 0, lent = gpus WHERE id = ?::uuid", lease);
                }));
        lookWithLeft("P1D");
        lookWithLeft("PT23H");
        assertThat(told())
                .containsExactly("The claim of vision to 4 " + FLAVOR + ", lent while idle, ends " + When.spoken(end)
                        + ", in 1 day; extend, call back or let go.");
    }

    @Test
    void afterADowntimeOnlyTheLatestStageIsTold() {
        lookWithLeft("PT30M");
        lookWithLeft("PT29M");
        assertThat(told()).singleElement().asString().contains("in 30 minutes");
    }

    @Test
    void aClockSetBackRepeatsNothing() {
        lookWithLeft("PT1H");
        lookWithLeft("PT23H");
        lookWithLeft("PT42H");
        lookWithLeft("PT59M");
        assertThat(told()).hasSize(1);
    }

    @Test
    void ofSeveralReplicasOneTells() {
        TestClock.stopAt(end.minus(Duration.ofDays(1)));
        Callable<Boolean> replica = () -> {
            warnings.warn();
            return true;
        };
        atOnce(replica, replica, replica);
        assertThat(told()).hasSize(1);
    }

    @Test
    void anExtensionStartsTheStagesAnew() {
        String hours = api("nlp-lead").holding(Ask.gpus(2, FLAVOR, "nlp").text("duration", "PT4H"), "admin");
        Instant first = Instant.parse(api("nlp-lead").lease(hours).getString("lease.endsAt"));
        TestClock.stopAt(first.minus(Duration.ofMinutes(30)));
        warnings.warn();
        assertThat(told("nlp-lead", hours)).hasSize(1);
        assertThat(api("nlp-lead")
                        .post("leases/" + hours + "/extensions", "{\"duration\": \"PT2H\"}")
                        .statusCode())
                .isEqualTo(201);
        warnings.warn();
        assertThat(told("nlp-lead", hours)).hasSize(1);
        TestClock.stopAt(first.plus(Duration.ofHours(1)));
        warnings.warn();
        assertThat(told("nlp-lead", hours)).hasSize(2);
    }

    @Test
    void aWarningIsNoEditOfTheLease() {
        int version = api("vision-lead").lease(lease).getInt("lease.version");
        lookWithLeft("PT1H");
        assertThat(api("vision-lead").lease(lease).getInt("lease.version")).isEqualTo(version);
    }

    private void lookWithLeft(String left) {
        TestClock.stopAt(end.minus(Duration.parse(left)));
        warnings.warn();
    }

    private List<String> told() {
        return told("vision-lead", lease);
    }

    private static List<String> told(String user, String lease) {
        return api(user).lease(lease).getList("history.findAll { it.what == 'EXPIRES_SOON' }.sentence");
    }

    private Instant end() {
        return Instant.parse(api("vision-lead").lease(lease).getString("lease.endsAt"));
    }
}
