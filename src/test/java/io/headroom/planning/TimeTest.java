package io.headroom.planning;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.PlanRounds;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What time alone does. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class TimeTest {
    @Inject
    SmallWorld world;

    @Inject
    PlanRounds rounds;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @ParameterizedTest(name = "{0} s after its end a lease is {1}")
    @CsvSource({"-1, ACTIVE", "0, ENDED", "1, ENDED"})
    void aLeaseEndsAtItsEnd(int seconds, String phase) {
        String lease = api("vision-lead").holding(Ask.gpus(4, FLAVOR, "vision").text("duration", "PT1H"), "admin");
        Instant end = Instant.parse(api("vision-lead").lease(lease).getString("lease.endsAt"));
        at(end.plusSeconds(seconds));
        var read = api("vision-lead").lease(lease);
        assertThat(read.getString("lease.phase")).isEqualTo(phase);
        assertThat(read.getString("lease.endReason")).isEqualTo(phase.equals("ENDED") ? "EXPIRED" : null);
        assertThat(read.getList("devices")).hasSize(phase.equals("ENDED") ? 0 : 4);
    }

    @Test
    void aScheduledLeaseStartsOnTimeAndItsLoansAreCalledHomeBefore() {
        String borrower =
                api("vision-lead").holding(Ask.gpus(8, FLAVOR, "vision").raw("minGpus", "1"), "research-manager");
        Instant start = TestClock.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofHours(2))
                .truncatedTo(ChronoUnit.SECONDS);
        String owner = api("nlp-lead").granted(Ask.gpus(4, FLAVOR, "nlp").text("startsAt", start.toString()));
        at(start.minus(Duration.ofHours(1)));
        assertThat(api("nlp-lead").phase(owner)).isEqualTo("SCHEDULED");
        assertThat(api("vision-lead").phase(borrower)).isEqualTo("ACTIVE");
        at(start.minus(Duration.ofMinutes(10)));
        assertThat(api("vision-lead").phase(borrower)).isEqualTo("RECLAIMING");
        at(start.minusSeconds(1));
        assertThat(api("nlp-lead").phase(owner)).isEqualTo("SCHEDULED");
        at(start);
        assertThat(api("nlp-lead").phase(owner)).isEqualTo("ACTIVE");
        assertThat(api("vision-lead").lease(borrower).getInt("lease.held")).isEqualTo(4);
    }

    @Test
    void aScheduledLeaseCanBeWithdrawn() {
        String start = TestClock.now()
                .truncatedTo(ChronoUnit.SECONDS)
                .plus(Duration.ofHours(2))
                .toString();
        String lease = api("nlp-lead").granted(Ask.gpus(4, FLAVOR, "nlp").text("startsAt", start));
        assertThat(api("nlp-lead")
                        .post("leases/" + lease + "/withdrawal", "{}")
                        .jsonPath()
                        .getString("endReason"))
                .isEqualTo("WITHDRAWN");
    }

    @Test
    void aClockSetBackBreaksNoAssignment() {
        TestClock.advance(Duration.ofHours(3));
        String early =
                api("vision-lead").holding(Ask.gpus(8, FLAVOR, "vision").raw("minGpus", "1"), "research-manager");
        List<String> devices = api("vision-lead").lease(early).getList("devices.id");
        TestClock.reset();
        rounds.pass();
        assertThat(api("vision-lead").phase(early)).isEqualTo("ACTIVE");
        assertThat(api("vision-lead")
                        .post("leases/" + early + "/releases", "{}")
                        .statusCode())
                .isEqualTo(200);
        String late = api("nlp-lead").holding(Ask.gpus(8, FLAVOR, "nlp").raw("minGpus", "8"), "research-manager");
        assertThat(api("nlp-lead").lease(late).getList("devices.id", String.class))
                .containsExactlyInAnyOrderElementsOf(devices);
        assertThat(api("nlp-lead")
                        .post("leases/" + late + "/releases", "{\"gpus\": 3}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(api("nlp-lead").lease(late).getInt("lease.held")).isEqualTo(5);
    }

    private void at(Instant instant) {
        TestClock.stopAt(instant);
        rounds.pass();
    }
}
