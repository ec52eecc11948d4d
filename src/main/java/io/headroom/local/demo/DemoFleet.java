package io.headroom.local.demo;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.local.fleet.FleetGpu;
import io.headroom.local.fleet.Job;
import io.headroom.local.fleet.SimulatedFleet;
import io.headroom.platform.Changed;
import io.headroom.platform.Topic;
import io.headroom.telemetry.Targets;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the simulated fleet beside the portal: it works on what the leases hold, and is scraped like any other. */
@ApplicationScoped
class DemoFleet {
    /** Before the planning loop and the collector, which then find a world and targets. */
    private static final int FIRST = 1;

    private static final long SEED = 1;

    private final LocalConfig local;
    private final DemoConfig config;
    private final DemoWorld world;
    private final Devices devices;
    private final Targets targets;
    private final Clock clock;
    private volatile Map<String, Job> jobs;
    private SimulatedFleet fleet;

    DemoFleet(LocalConfig local, DemoConfig config, DemoWorld world, Devices devices, Targets targets, Clock clock) {
        this.local = local;
        this.config = config;
        this.world = world;
        this.devices = devices;
        this.targets = targets;
        this.clock = clock;
    }

    void start(@Observes @Priority(FIRST) StartupEvent event) {
        if (!local.fleet()) return;
        List<FleetGpu> gpus = DemoInventory.gpus();
        world.fillIfEmpty(gpus, config.days());
        fleet = new SimulatedFleet(gpus, uuid -> Optional.ofNullable(jobs().get(uuid)), clock, SEED);
        targets.watch(fleet.start(), clock.instant());
    }

    void stop(@Observes ShutdownEvent event) {
        if (fleet != null) fleet.close();
    }

    void onChange(@Observes Changed changed) {
        if (changed.topics().contains(Topic.BOARD)) jobs = null;
    }

    /** Who works where; read again at the first look after a change, not at every change. */
    private Map<String, Job> jobs() {
        Map<String, Job> known = jobs;
        if (known != null) return known;
        Map<String, Job> read = devices.all().stream()
                .filter(device -> device.holder() != null)
                .collect(Collectors.toMap(Device::uuid, DemoFleet::job));
        jobs = read;
        return read;
    }

    private static Job job(Device device) {
        return new Job(
                device.holder().lease().toString(),
                device.holder().team(),
                device.holder().kind(),
                device.holder().since());
    }
}
