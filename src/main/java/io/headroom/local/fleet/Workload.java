package io.headroom.local.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** How busy a job keeps its device, 0 to 1: a function of seed, lease, device and time. */
final class Workload {
    /** One lease in this many is held and not used, as in real clusters. */
    static final int IDLE_ONE_IN = 6;

    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration CHECKPOINT = Duration.ofSeconds(45);

    private final Noise fleet;

    Workload(Noise fleet) {
        this.fleet = fleet;
    }

    double busy(Job job, String deviceUuid, Instant now) {
        Noise lease = fleet.of(job.leaseId());
        Noise device = lease.of(deviceUuid);
        if (isIdle(job.leaseId())) {
            return 0.02 * device.drifting(now, Duration.ofSeconds(40));
        }
        double running = Math.clamp(Duration.between(job.since(), now).toMillis() / (double) START.toMillis(), 0, 1);
        return running
                * switch (job.kind().toLowerCase(Locale.ROOT)) {
                    case "training" -> training(lease, device, now);
                    case "inference" -> inference(lease, device, now);
                    case "preprocessing" -> preprocessing(lease, device, now);
                    default -> interactive(lease, device, now);
                };
    }

    /** Whether the lease is one of those nobody uses. */
    boolean isIdle(String leaseId) {
        return fleet.of(leaseId).pick(IDLE_ONE_IN) == 0;
    }

    /** Flat out, with a short dip for a checkpoint every 10 to 20 minutes, on all devices of the lease at once. */
    private static double training(Noise lease, Noise device, Instant now) {
        long period = Duration.ofMinutes(10 + lease.pick(11)).toSeconds();
        boolean saving = Math.floorMod(now.getEpochSecond(), period) < CHECKPOINT.toSeconds();
        double drift = device.drifting(now, Duration.ofSeconds(50));
        return saving ? 0.05 + 0.10 * drift : 0.85 + 0.14 * drift;
    }

    /** Follows the working day (busiest at 15:00 UTC), in bursts of requests. */
    private static double inference(Noise lease, Noise device, Instant now) {
        double hour = Math.floorMod(now.getEpochSecond(), 86_400L) / 3600.0;
        double day = 0.5 + 0.5 * Math.cos(2 * Math.PI * (hour - 15) / 24);
        double burst = lease.drifting(now, Duration.ofSeconds(20));
        return Math.clamp((0.10 + 0.55 * day) * (0.4 + burst) + 0.05 * device.drifting(now, START), 0.02, 0.99);
    }

    /** Fills up batch by batch: a saw-tooth of four to eight minutes. */
    private static double preprocessing(Noise lease, Noise device, Instant now) {
        long period = Duration.ofMinutes(4 + lease.pick(5)).toMillis();
        double along = Math.floorMod(now.toEpochMilli(), period) / (double) period;
        return 0.30 + 0.40 * along + 0.08 * device.drifting(now, START);
    }

    /** Somebody thinks, runs a cell, thinks: one two-minute stretch in five is busy. */
    private static double interactive(Noise lease, Noise device, Instant now) {
        boolean running = lease.at(now.getEpochSecond() / 120) < 0.2;
        double drift = device.drifting(now, Duration.ofSeconds(15));
        return running ? 0.40 + 0.50 * drift : 0.01 + 0.06 * drift;
    }
}
