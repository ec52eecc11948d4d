package io.headroom.telemetry;

import java.util.ArrayList;
import java.util.List;

/** The devices named so far in a scrape, found by (UUID, instance) without garbage per lookup. */
final class DeviceDrafts {
    /** No node has this many devices and slices; keeps made-up UUIDs from filling the memory. */
    private static final int MAX_DEVICES = 4096;

    private final SliceTable<List<DeviceDraft>> byUuid = SliceTable.exact();
    private final List<DeviceDraft> all = new ArrayList<>();
    private final List<List<DeviceDraft>> families = new ArrayList<>();

    /** The device the series is about, or null when it is a new one too many. */
    DeviceDraft of(Sample sample, int uuidLabel, int instanceLabel) {
        int start = sample.labelValueStart(uuidLabel);
        int end = sample.labelValueEnd(uuidLabel);
        List<DeviceDraft> parts = byUuid.get(sample.bytes, start, end);
        DeviceDraft known = parts == null ? null : find(parts, sample, instanceLabel);
        if (known != null || all.size() == MAX_DEVICES) {
            return known;
        }
        if (parts == null) {
            parts = new ArrayList<>(1);
            byUuid.put(sample.bytes, start, end, parts);
            families.add(parts);
        }
        DeviceDraft device = new DeviceDraft(sample, uuidLabel, instanceLabel);
        parts.add(device);
        all.add(device);
        return device;
    }

    List<DeviceReading> readings() {
        families.stream().filter(parts -> parts.size() > 1).forEach(DeviceDrafts::inherit);
        return all.stream()
                .filter(DeviceDraft::isBelievable)
                .map(DeviceDraft::reading)
                .toList();
    }

    /** Values of devices that are called what no device is called. */
    long unbelievable() {
        return all.stream()
                .filter(device -> !device.isBelievable())
                .mapToLong(DeviceDraft::taken)
                .sum();
    }

    private static void inherit(List<DeviceDraft> parts) {
        parts.stream().filter(DeviceDraft::isWhole).findFirst().ifPresent(whole -> parts.stream()
                .filter(part -> part != whole)
                .forEach(part -> part.inherit(whole)));
    }

    private static DeviceDraft find(List<DeviceDraft> parts, Sample sample, int instanceLabel) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isInstance(sample, instanceLabel)) {
                return parts.get(i);
            }
        }
        return null;
    }
}
