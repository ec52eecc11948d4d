package io.headroom.local.demo;

import io.headroom.local.fleet.FleetGpu;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** 8 nodes of 8 GPUs: four of H100, two of A100, two of L40S. The same UUIDs every time. */
final class DemoInventory {
    private static final int PER_NODE = 8;

    private DemoInventory() {}

    static List<FleetGpu> gpus() {
        return IntStream.range(0, 8 * PER_NODE)
                .mapToObj(i -> gpu(i / PER_NODE + 1, i % PER_NODE))
                .toList();
    }

    private static FleetGpu gpu(int node, int index) {
        String name = "gpu-" + node;
        UUID uuid = UUID.nameUUIDFromBytes((name + "/" + index).getBytes(StandardCharsets.UTF_8));
        if (node <= 4) return new FleetGpu(name, index, "GPU-" + uuid, "NVIDIA H100 80GB HBM3", 81_559);
        if (node <= 6) return new FleetGpu(name, index, "GPU-" + uuid, "NVIDIA A100-SXM4-40GB", 40_960);
        return new FleetGpu(name, index, "GPU-" + uuid, "NVIDIA L40S", 46_068);
    }

    /** What the portal calls a model. */
    static String flavor(FleetGpu gpu) {
        if (gpu.model().contains("H100")) return "h100-80gb";
        return gpu.model().contains("A100") ? "a100-40gb" : "l40s";
    }
}
