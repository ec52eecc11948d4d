package io.headroom.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Devices out of use are replaced; a table in memory stands in for the database and counts how often it is read. */
class ReplaceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Drain DRAIN = new Drain(NOON, "admin", "A new switch", true);

    private final DeviceTable table = new DeviceTable();
    private final Devices devices = new Devices(table);

    @Test
    void aFullFleetIsReadOnceHoweverManyAreOutOfUse() {
        List<Device> held = IntStream.range(0, 100)
                .mapToObj(it -> table.has("a", it, DRAIN, lease(it)))
                .toList();
        assertThat(devices.replace(held, NOON)).isEmpty();
        assertThat(table.reads).isEqualTo(1);
    }

    @Test
    void nothingOutOfUseReadsNothing() {
        assertThat(devices.replace(List.of(), NOON)).isEmpty();
        assertThat(table.reads).isZero();
    }

    @Test
    void aLeaseMovesToOneNodeTogether() {
        List<Device> held = List.of(table.has("a", 0, DRAIN, lease(1)), table.has("a", 1, DRAIN, lease(1)));
        table.has("b", 0, null, null);
        table.has("c", 0, null, null);
        table.has("c", 1, null, null);
        assertThat(devices.replace(held, NOON))
                .extracting(it -> it.node() + it.index())
                .containsExactly("a0", "a1");
        assertThat(table.heldBy(lease(1).lease())).extracting(Device::node).containsExactly("c", "c");
    }

    @Test
    void asManyAsAreFreeAreReplacedInOrder() {
        List<Device> held = List.of(table.has("a", 0, DRAIN, lease(1)), table.has("a", 1, DRAIN, lease(2)));
        table.has("b", 0, null, null);
        assertThat(devices.replace(held, NOON))
                .extracting(Devices.Replacement::lease)
                .containsExactly(lease(1).lease());
        assertThat(table.heldBy(lease(2).lease())).extracting(Device::node).containsExactly("a");
    }

    private static Assignment lease(int number) {
        return new Assignment(new UUID(1, number), "vision", "TRAINING", NOON);
    }
}
