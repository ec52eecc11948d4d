package io.headroom.planning;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Eventually.until;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.DedicatedConnection;
import io.headroom.testing.Ask;
import io.headroom.testing.Eventually;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two replicas: the portal under test, and one that only wants to lead. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class LeaderTest {
    @Inject
    SmallWorld world;

    @Inject
    DedicatedConnection connections;

    @Inject
    PlanningLoop portal;

    @Inject
    Jdbi jdbi;

    private Leader other;

    @BeforeEach
    void thePortalLeads() {
        world.reset();
        other = new Leader(connections);
        Eventually.eventually(() -> assertThat(portal.leads()).isTrue());
    }

    @AfterEach
    void handBack() {
        other.close();
    }

    @Test
    void aSecondReplicaDoesNotLeadWhileTheFirstDoes() {
        for (int i = 0; i < 5; i++) assertThat(other.lead()).isFalse();
        assertThat(other.leads()).isFalse();
    }

    @Test
    void aReplicaThatLostItsConnectionIsReplacedAndPlansNoMore() {
        // The portal tries again too: whoever is first leads, and here it has to be the other.
        until("the other leads", () -> other.lead() || killLeader() >= 0 && other.lead(), leads -> leads);
        Eventually.eventually(() -> assertThat(portal.leads()).isFalse());
        String lease = api("vision-lead").granted(Ask.gpus(1, FLAVOR, "vision"));
        pause();
        assertThat(api("vision-lead").phase(lease)).isEqualTo("WAITING");
        other.close();
        api("vision-lead").awaitPhase(lease, "ACTIVE");
        assertThat(portal.leads()).isTrue();
        assertThat(other.lead()).isFalse();
    }

    private int killLeader() {
        return jdbi.withHandle(handle -> handle.select("""
                        SELECT count(*) FROM (SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                        WHERE application_name = 'headroom leader') AS killed""").mapTo(Integer.class).one());
    }

    /** Long enough for several plans. */
    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
