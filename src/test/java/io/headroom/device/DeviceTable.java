package io.headroom.device;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A table in memory that stands in for the database, and counts how often it is read for free devices. */
final class DeviceTable extends DeviceRepository {
    private final List<Device> rows = new ArrayList<>();
    int reads;

    DeviceTable() {
        super(null);
    }

    Device has(String node, int index, Drain drain, Assignment holder) {
        String name = node + index;
        UUID id = UUID.nameUUIDFromBytes(name.getBytes());
        rows.add(new Device(id, node, index, name, "", "Test GPU", "test", null, Instant.EPOCH, drain, holder));
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
                        Instant.EPOCH,
                        row.drain(),
                        holder)
                : row);
    }
}
