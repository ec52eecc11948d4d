package io.headroom.fleet;

import static io.headroom.testing.Api.api;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** No exporter knows the GPUs of the small world. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class FindingsTest {
    private static final String OF_TEST_1 = "find { it.subject == 'test-1' }";

    @Inject
    SmallWorld world;

    @Inject
    Event<Changed> changed;

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
    }

    private void measured() {
        changed.fire(new Changed(Set.of(Topic.USE)));
    }
}
