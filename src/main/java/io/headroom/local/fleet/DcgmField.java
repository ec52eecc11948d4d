package io.headroom.local.fleet;

import java.util.function.ToDoubleFunction;

/** The fields dcgm-exporter exports by default, in its order and words. */
enum DcgmField {
    DCGM_FI_DEV_SM_CLOCK("gauge", "SM clock frequency (in MHz).", 0, s -> whileAlive(s, 345 + 1635 * s.busy())),
    DCGM_FI_DEV_MEM_CLOCK("gauge", "Memory clock frequency (in MHz).", 0, s -> whileAlive(s, 2619)),
    DCGM_FI_DEV_MEMORY_TEMP("gauge", "Memory temperature (in C).", 0, s -> s.temperatureCelsius() + 6),
    DCGM_FI_DEV_GPU_TEMP("gauge", "GPU temperature (in C).", 0, GpuState::temperatureCelsius),
    DCGM_FI_DEV_POWER_USAGE("gauge", "Power draw (in W).", 6, GpuState::powerWatts),
    DCGM_FI_DEV_TOTAL_ENERGY_CONSUMPTION(
            "counter", "Total energy consumption since boot (in mJ).", 0, GpuState::energyMillijoules),
    DCGM_FI_DEV_PCIE_REPLAY_COUNTER("counter", "Total number of PCIe retries.", 0, s -> whileAlive(s, 0)),
    DCGM_FI_DEV_GPU_UTIL("gauge", "GPU utilization (in %).", 0, s -> 100 * s.busy()),
    DCGM_FI_DEV_MEM_COPY_UTIL("gauge", "Memory utilization (in %).", 0, s -> 45 * s.busy()),
    DCGM_FI_DEV_ENC_UTIL("gauge", "Encoder utilization (in %).", 0, s -> whileAlive(s, 0)),
    DCGM_FI_DEV_DEC_UTIL("gauge", "Decoder utilization (in %).", 0, s -> whileAlive(s, 0)),
    DCGM_FI_DEV_XID_ERRORS("gauge", "Value of the last XID error encountered.", 0, GpuState::xid),
    DCGM_FI_DEV_FB_FREE("gauge", "Framebuffer memory free (in MiB).", 0, GpuState::memoryFreeMib),
    DCGM_FI_DEV_FB_USED("gauge", "Framebuffer memory used (in MiB).", 0, GpuState::memoryUsedMib),
    DCGM_FI_DEV_FB_RESERVED("gauge", "Framebuffer memory reserved (in MiB).", 0, GpuState::memoryReservedMib),
    DCGM_FI_DEV_UNCORRECTABLE_REMAPPED_ROWS(
            "counter", "Number of remapped rows for uncorrectable errors", 0, s -> whileAlive(s, 0)),
    DCGM_FI_DEV_CORRECTABLE_REMAPPED_ROWS(
            "counter", "Number of remapped rows for correctable errors", 0, s -> whileAlive(s, 0)),
    DCGM_FI_DEV_ROW_REMAP_FAILURE("gauge", "Whether remapping of rows has failed", 0, s -> whileAlive(s, 0)),
    DCGM_FI_DEV_VGPU_LICENSE_STATUS("gauge", "vGPU License status", 0, s -> whileAlive(s, 0)),
    DCGM_FI_PROF_GR_ENGINE_ACTIVE("gauge", "Ratio of time the graphics engine is active.", 6, GpuState::busy),
    DCGM_FI_PROF_PIPE_TENSOR_ACTIVE(
            "gauge", "Ratio of cycles the tensor (HMMA) pipe is active.", 6, s -> 0.42 * s.busy()),
    DCGM_FI_PROF_DRAM_ACTIVE(
            "gauge",
            "Ratio of cycles the device memory interface is active sending or receiving data.",
            6,
            s -> 0.35 * s.busy()),
    DCGM_FI_PROF_PCIE_TX_BYTES(
            "gauge", "The rate of data transmitted over the PCIe bus.", 0, s -> 112_603 + 2.1e9 * s.busy()),
    DCGM_FI_PROF_PCIE_RX_BYTES(
            "gauge", "The rate of data received over the PCIe bus.", 0, s -> 17_544 + 3.4e9 * s.busy());

    private final String type;
    private final String help;
    private final int decimals;
    private final ToDoubleFunction<GpuState> value;

    DcgmField(String type, String help, int decimals, ToDoubleFunction<GpuState> value) {
        this.type = type;
        this.help = help;
        this.decimals = decimals;
        this.value = value;
    }

    String header() {
        return "# HELP " + name() + " " + help + "\n# TYPE " + name() + " " + type + "\n";
    }

    int decimals() {
        return decimals;
    }

    /** What to print, NaN for nothing. */
    double of(GpuState state) {
        return value.applyAsDouble(state);
    }

    /** A value that does not depend on use, but is only there as long as the GPU answers. */
    private static double whileAlive(GpuState state, double value) {
        return Double.isNaN(state.busy()) ? Double.NaN : value;
    }
}
