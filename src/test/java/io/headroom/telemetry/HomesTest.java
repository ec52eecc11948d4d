package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** GPU-1 is known to be on n1. A pod on n2 that any tenant may have made tells of it. */
class HomesTest {
    private static final Homes HOMES = Homes.of(
            List.of(new Device(new UUID(0, 1), "n1", 0, "GPU-1", "", "X", "x", null, Readings.NOON, null, null)));

    @Test
    void aPodIsNotBelievedAboutAnotherNode() {
        Scrape believed = HOMES.believed(pod("n2", true), look(device("n2", "GPU-1"), device("n2", "GPU-2")));
        assertThat(believed.devices()).extracting(DeviceReading::uuid).containsExactly("GPU-2");
        assertThat(believed.succeeded()).isTrue();
        assertThat(believed.trouble())
                .isEqualTo("runs on n2 and is not believed about 1 GPU known to be elsewhere, such as GPU-1 on n1");
    }

    @Test
    void norAboutASliceOfAGpuThere() {
        DeviceReading slice = Readings.part("n2", "GPU-1", "3", "1g.5gb", "X");
        assertThat(HOMES.believed(pod("n2", true), look(slice)).devices()).isEmpty();
    }

    @Test
    void whatIsNewIsOnThePodsNodeWhateverItTells() {
        Scrape believed = HOMES.believed(pod("n2", true), look(device("n7", "GPU-7"), device("n8", "GPU-8")));
        assertThat(believed.devices()).extracting(DeviceReading::node).containsExactly("n2", "n2");
        assertThat(believed.trouble()).isNull();
    }

    @Test
    void aPodIsBelievedAboutItsOwnNode() {
        assertThat(HOMES.believed(pod("n1", true), look(device("n1", "GPU-1"))).devices())
                .containsExactly(device("n1", "GPU-1"));
    }

    @Test
    void whereNobodyElseMakesPodsTheyAreBelieved() {
        Scrape look = look(device("n1", "GPU-1"));
        assertThat(HOMES.believed(pod("n2", false), look)).isEqualTo(look);
        assertThat(HOMES.believed(pod(null, true), look))
                .as("nobody knows where it is")
                .isEqualTo(look);
    }

    private static Target pod(String node, boolean confined) {
        return new Target(URI.create("http://10.0.0.1:9400/metrics"), node, null, Access.OPEN, confined);
    }

    private static DeviceReading device(String node, String uuid) {
        return Readings.part(node, uuid, "", null, "X");
    }

    private static Scrape look(DeviceReading... devices) {
        Reading reading = new Reading("dcgm-exporter", Arrays.asList(devices), devices.length, 0);
        return Scrape.of("test", reading, Readings.NOON, Duration.ZERO);
    }
}
