package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Of which nodes a target is known to tell. */
class TargetsTest {
    private static final Instant NOON = Readings.NOON;
    private static final Target EXPORTER = Target.at(URI.create("http://n9:9400/metrics"));

    private final Targets targets = new Targets();

    @Test
    void oneThatAnsweredIsOfTheNodesThatItToldOf() {
        targets.watchAs(List.of(EXPORTER), NOON);
        targets.looked(EXPORTER, scrape("n1", "n2"));
        targets.looked(EXPORTER, Scrape.failed(EXPORTER.uri().toString(), "timed out", NOON, Duration.ZERO));
        assertThat(only().isOf(Set.of("n1", "n2"))).isTrue();
        assertThat(only().isOf(Set.of("n1", "n9"))).isFalse();
    }

    @Test
    void oneThatNeverAnsweredIsOfTheNodeItsSourceOrItsAddressNames() {
        targets.watchAs(List.of(EXPORTER), NOON);
        assertThat(only().isOf(Set.of("n9"))).isTrue();
        Target pod = new Target(EXPORTER.uri(), "n3", null, Access.OPEN, true);
        targets.watchAs(List.of(pod), NOON);
        assertThat(only().isOf(Set.of("n3"))).isTrue();
        assertThat(only().isOf(Set.of("n9"))).isFalse();
    }

    private Targets.Status only() {
        return targets.all().getFirst();
    }

    private static Scrape scrape(String... nodes) {
        List<DeviceReading> devices = Arrays.stream(nodes)
                .map(node -> Readings.part(node, "GPU-" + node, "", null, "X"))
                .toList();
        return Scrape.of(EXPORTER.uri().toString(), new Reading("dcgm-exporter", devices, 2, 0), NOON, Duration.ZERO);
    }
}
