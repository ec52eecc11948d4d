package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fleet of n1, n10 and rack-2. */
class FleetQueryTest {
    private static final List<Device> FLEET =
            Stream.of("n1", "n10", "rack-2").map(FleetQueryTest::gpuOf).toList();

    @ParameterizedTest(name = "{0} means {1}")
    @CsvSource({"n1, n1", "n10, n10", "n, n1 n10", "1, n1 n10", "'', n1 n10 rack-2", "n2, ''"})
    void aWholeNameMeansThatNodeAlone(String typed, String nodes) {
        FleetQuery query = FleetQuery.of(typed, null, null, null);
        List<String> found =
                FLEET.stream().filter(query.onNode(FLEET)).map(Device::node).toList();
        assertThat(String.join(" ", found)).isEqualTo(nodes);
    }

    private static Device gpuOf(String node) {
        return new Device(new UUID(0, 1), node, 0, node, "", "X", "x", null, Instant.EPOCH, null, null);
    }
}
