package io.headroom.local.fleet;

import java.time.Instant;

/**
 * What a GPU would measure. NaN is not exported, as a real exporter leaves out what it cannot read.
 *
 * @param busy ratio of time in use, 0 to 1
 * @param memoryUsedMib memory of the job
 * @param memoryFreeMib memory of nobody
 * @param memoryReservedMib memory of the driver
 * @param powerWatts draw
 * @param temperatureCelsius chip temperature
 * @param energyMillijoules counter since boot; it only has to grow, so it assumes a steady draw
 * @param xid last XID error, 0 for none
 */
record GpuState(
        double busy,
        double memoryUsedMib,
        double memoryFreeMib,
        double memoryReservedMib,
        double powerWatts,
        double temperatureCelsius,
        double energyMillijoules,
        int xid) {
    /** The GPU has fallen off the bus. */
    static final int OFF_THE_BUS = 79;

    private static final double RESERVED_SHARE = 0.0075;

    /** A healthy GPU, as physics would have it: draw follows use, temperature follows draw. */
    static GpuState healthy(FleetGpu gpu, double busy, double memoryShare, Instant now) {
        Board board = Board.of(gpu.model());
        double reserved = Math.rint(gpu.memoryMib() * RESERVED_SHARE);
        double used = Math.rint((gpu.memoryMib() - reserved) * memoryShare);
        double power = board.idleWatts() + (board.maxWatts() - board.idleWatts()) * Math.pow(busy, 0.85);
        return new GpuState(
                busy,
                used,
                gpu.memoryMib() - reserved - used,
                reserved,
                power,
                Math.rint(28 + 45 * power / board.maxWatts()),
                now.toEpochMilli() * board.idleWatts(),
                0);
    }

    /** A GPU off the bus: the driver still knows its last XID, and nothing else. */
    static GpuState offTheBus() {
        double gone = Double.NaN;
        return new GpuState(gone, gone, gone, gone, gone, gone, gone, OFF_THE_BUS);
    }
}
