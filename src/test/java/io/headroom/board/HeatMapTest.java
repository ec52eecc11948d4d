package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import io.headroom.telemetry.Span;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeatMapTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");
    private static final List<Device> MIXED = List.of(gpu(0, "h100"), gpu(1, "a100"), gpu(2, "h100"));

    @Test
    void aNodeOfSeveralFlavorsNamesThemAll() {
        assertThat(HeatMap.of(Span.DAY, MIXED, List.of(), NOON).nodes())
                .singleElement()
                .satisfies(node -> {
                    assertThat(node.flavor()).isEqualTo("a100, h100");
                    assertThat(node.description()).isEqualTo("Use of 3 GPUs of n1 over time");
                });
        assertThat(NodeView.flavors(MIXED)).isEqualTo("a100, h100");
        assertThat(NodeView.flavors(MIXED.subList(0, 1))).isEqualTo("h100");
    }

    private static Device gpu(int index, String flavor) {
        UUID id = new UUID(0, index);
        return new Device(id, "n1", index, id.toString(), "", "X", flavor, null, NOON, null, null);
    }
}
