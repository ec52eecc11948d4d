package io.headroom.local.fleet;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One simulated GPU.
 *
 * @param node host it is in
 * @param index position in the node
 * @param uuid as NVIDIA spells it, {@code GPU-…}
 * @param model marketing name
 * @param memoryMib device memory in MiB
 */
public record FleetGpu(String node, int index, String uuid, String model, long memoryMib) {
    /** Eight nodes of eight H100, named {@code gpu-1} to {@code gpu-8}; the same UUIDs every time. */
    public static List<FleetGpu> eightByEight() {
        return IntStream.range(0, 64)
                .mapToObj(i -> h100("gpu-" + (i / 8 + 1), i % 8))
                .toList();
    }

    private static FleetGpu h100(String node, int index) {
        UUID uuid = UUID.nameUUIDFromBytes((node + "/" + index).getBytes(StandardCharsets.UTF_8));
        return new FleetGpu(node, index, "GPU-" + uuid, "NVIDIA H100 80GB HBM3", 81_559);
    }
}
