package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.TestClock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A replica that lost its database must not tell for ever what was when it had it. */
class FleetMetersTest {
    private final MeterRegistry metrics = new SimpleMeterRegistry();

    @AfterEach
    void backToNow() {
        TestClock.reset();
    }

    @Test
    void figuresThatGrewOldAreNotShown() {
        Picture picture = RandomPictures.of(1);
        TestClock.stopAt(picture.now());
        new FleetMeters(null, new TestClock(), metrics).show(picture);
        int total = picture.devices().size();
        assertThat(total()).isEqualTo(total);
        assertThat(held()).isEqualTo(Counts.of(picture.devices(), picture).held());

        TestClock.stopAt(picture.now().plusSeconds(120));
        assertThat(total()).isEqualTo(total);

        TestClock.stopAt(picture.now().plus(Duration.ofSeconds(121)));
        assertThat(total()).isNaN();
        assertThat(held()).isNaN();
        assertThat(metrics.get("headroom.figures.age").gauge().value()).isEqualTo(121);
    }

    private double total() {
        return metrics.get("headroom.flavor.total").gauge().value();
    }

    private double held() {
        return metrics.get("headroom.team.held").gauges().stream()
                .mapToDouble(it -> it.value())
                .sum();
    }
}
