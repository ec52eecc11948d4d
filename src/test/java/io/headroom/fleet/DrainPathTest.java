package io.headroom.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.DrainTarget;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Exporters call nodes what they like. */
class DrainPathTest {
    @ParameterizedTest
    @CsvSource({
        "n1, /fleet/nodes/n1",
        "rack 1/n#2, /fleet/nodes/rack%201%2Fn%232",
        "50%, /fleet/nodes/50%25",
        "a?b, /fleet/nodes/a%3Fb"
    })
    void aNodesNameIsOneSegmentWhateverIsInIt(String node, String path) {
        assertThat(DrainPages.path(new DrainTarget.OfNode(node))).isEqualTo(path);
    }

    @Test
    void aDeviceIsKnownByItsId() {
        assertThat(DrainPages.path(new DrainTarget.OfDevice(new UUID(0, 1))))
                .isEqualTo("/fleet/devices/00000000-0000-0000-0000-000000000001");
    }
}
