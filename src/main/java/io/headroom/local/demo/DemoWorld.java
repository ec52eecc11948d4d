package io.headroom.local.demo;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.local.fleet.FleetGpu;
import io.headroom.telemetry.TelemetryConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** Fills an empty database with the demo world, all or nothing. */
@ApplicationScoped
class DemoWorld {
    /** A lease that the simulated fleet leaves idle: it picks one in six by their ids. */
    static final String IDLE_LEASE = "00000000-0000-7000-8000-000000000004";

    private final Jdbi jdbi;
    private final Devices devices;
    private final TelemetryConfig telemetry;
    private final Clock clock;

    DemoWorld(Jdbi jdbi, Devices devices, TelemetryConfig telemetry, Clock clock) {
        this.jdbi = jdbi;
        this.devices = devices;
        this.telemetry = telemetry;
        this.clock = clock;
    }

    /** Does nothing if there are teams already. */
    @Transactional
    void fillIfEmpty(List<FleetGpu> gpus, int days) {
        if (jdbi.withHandle(handle -> handle.select("SELECT EXISTS (SELECT FROM team)")
                .mapTo(Boolean.class)
                .one())) return;
        Instant now = clock.instant();
        devices.add(gpus.stream().map(gpu -> device(gpu, now)).toList());
        // A minute of the past looks as fully watched as one of today.
        long samples = Duration.ofMinutes(1).dividedBy(telemetry.interval());
        String sql = script().replace("IDLE_LEASE", "'" + IDLE_LEASE + "'")
                .replace("DAYS", Integer.toString(days))
                .replace("SAMPLES", Long.toString(samples));
        jdbi.useHandle(handle -> handle.createScript(sql).execute());
    }

    private static Device device(FleetGpu gpu, Instant now) {
        return new Device(
                null,
                gpu.node(),
                gpu.index(),
                gpu.uuid(),
                "",
                gpu.model(),
                DemoInventory.flavor(gpu),
                null,
                now,
                null,
                null);
    }

    private static String script() {
        try (InputStream in = DemoWorld.class.getResourceAsStream("/local/demo-world.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
