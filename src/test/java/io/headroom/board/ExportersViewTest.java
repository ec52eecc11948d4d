package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.DataAge;
import io.headroom.telemetry.TargetSource.Outage;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ExportersViewTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void aSourceThatIsAwaySaysForHowLongAndWhatIsStillLookedAt() {
        var away =
                ExportersView.Away.of(new Outage("Kubernetes", NOON, 8, "Connection refused"), NOON.plusSeconds(300));
        assertThat(away.source()).isEqualTo("Kubernetes");
        assertThat(away.since().relative()).isEqualTo("5 min ago");
        assertThat(away.sentence()).startsWith("8 exporters named until then").endsWith("Connection refused");
    }

    @Test
    void whoIsNoAdminReadsHowManyThereAreAndNoAddress() {
        ExportersView view = ExportersView.counted(new DataAge(NOON, 8, 1));
        assertThat(view.counts()).isEqualTo("8 exporters, 1 late");
        assertThat(view.targets()).isEmpty();
        assertThat(ExportersView.counted(new DataAge(NOON, 1, 0)).counts()).isEqualTo("1 exporter, none late");
    }
}
