package io.headroom.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Devices out of use are replaced; a table in memory stands in for the database and counts how often it is read. */
class ReplaceTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Drain DRAIN = new Drain(NOON, "admin", "A new switch", true);

    private final Table table = new Table();
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

    private static final class Table extends DeviceRepository {
        private final List<Device> rows = new ArrayList<>();
        private int reads;

        Table() {
            super(null);
        }

        Device has(String node, int index, Drain drain, Assignment holder) {
            String name = node + index;
            UUID id = UUID.nameUUIDFromBytes(name.getBytes());
            rows.add(new Device(id, node, index, name, "", "Test GPU", "test", null, NOON, drain, holder));
            return rows.getLast();
        }

        @Override
        List<Device> ofFlavor(String flavor) {
            reads++;
            return List.copyOf(rows);
        }

        @Override
        Map<String, Integer> freeByFlavor() {
            reads++;
            return rows.stream().filter(Device::free).collect(Collectors.toMap(Device::flavor, _ -> 1, Integer::sum));
        }

        @Override
        List<Device> heldBy(UUID lease) {
            return rows.stream()
                    .filter(it -> it.holder() != null && it.holder().lease().equals(lease))
                    .toList();
        }

        @Override
        void assign(List<Device> some, Assignment holder) {
            some.forEach(it -> hold(it, holder));
        }

        @Override
        void unassign(List<Device> some, Instant now) {
            some.forEach(it -> hold(it, null));
        }

        private void hold(Device it, Assignment holder) {
            rows.replaceAll(row -> row.id().equals(it.id())
                    ? new Device(
                            row.id(),
                            row.node(),
                            row.index(),
                            row.uuid(),
                            "",
                            row.model(),
                            row.flavor(),
                            null,
                            NOON,
                            row.drain(),
                            holder)
                    : row);
        }
    }
}
