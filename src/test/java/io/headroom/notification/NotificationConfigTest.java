package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NotificationConfigTest {
    @Test
    void defaults() {
        NotificationConfig config = Configs.defaults();
        assertThat(config.mail()).isFalse();
        assertThat(config.privateTargets()).isFalse();
        assertThat(config.portal()).isEqualTo(URI.create("http://localhost:8080"));
        assertThat(config.digestAt()).isEqualTo(LocalTime.of(8, 0));
        assertThat(config.zone()).isEqualTo(ZoneId.of("UTC"));
        assertThat(config.webhooksPerTeam()).isEqualTo(10);
        assertThat(config.webhooks()).isEqualTo(200);
        assertThat(config.trialsPerMinute()).isEqualTo(6);
        assertThat(config.every()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.lease()).isEqualTo(Duration.ofMinutes(2));
        assertThat(config.forgetAfter()).isEqualTo(Duration.ofDays(90));
        assertThat(config.kept()).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void timesAreOfTheirZone() {
        NotificationConfig config = Configs.with(
                Map.of("headroom.notification.digest-at", "07:30", "headroom.notification.zone", "Europe/Berlin"));
        assertThat(config.digestAt()).isEqualTo(LocalTime.of(7, 30));
        assertThat(config.zone()).isEqualTo(ZoneId.of("Europe/Berlin"));
    }
}
