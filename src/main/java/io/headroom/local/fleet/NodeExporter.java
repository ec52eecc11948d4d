package io.headroom.local.fleet;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.headroom.local.fleet.NodeText.Measured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One node's {@code /metrics}. Measures at the moment it is asked. */
final class NodeExporter implements HttpHandler {
    private static final double IDLE_DRIFT = 0.002;

    private final List<FleetGpu> gpus;
    private final Troubles troubles;
    private final FleetTime time;

    /** What every node shares. */
    record FleetTime(Occupancy occupancy, Clock clock, Noise noise) {}

    /** What is wrong with this node: GPUs off the bus, and when the exporter does not answer. */
    record Troubles(Set<String> offTheBus, Outages outages) {}

    NodeExporter(List<FleetGpu> gpus, Troubles troubles, FleetTime time) {
        this.gpus = List.copyOf(gpus);
        this.troubles = troubles;
        this.time = time;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Instant now = time.clock().instant();
            if (troubles.outages().contains(now)) {
                return; // hangs up without a word, as a killed exporter does
            }
            answer(exchange, text(now).getBytes(StandardCharsets.UTF_8));
        }
    }

    String text(Instant now) {
        return NodeText.of(gpus.stream().map(gpu -> measure(gpu, now)).toList());
    }

    private Measured measure(FleetGpu gpu, Instant now) {
        Optional<Job> job = time.occupancy().on(gpu.uuid());
        if (troubles.offTheBus().contains(gpu.uuid())) {
            return new Measured(gpu, job, GpuState.offTheBus());
        }
        double busy = job.map(j -> new Workload(time.noise()).busy(j, gpu.uuid(), now))
                .orElse(IDLE_DRIFT * time.noise().of(gpu.uuid()).at(now.getEpochSecond()));
        double memory = job.map(j -> memoryShare(j, busy)).orElse(0.0);
        return new Measured(gpu, job, GpuState.healthy(gpu, busy, memory, now));
    }

    /** A job keeps most of its memory while it pauses, and takes a little more while it works. */
    private double memoryShare(Job job, double busy) {
        double kept = 0.45 + 0.35 * time.noise().of(job.leaseId()).at(0);
        return kept + 0.12 * busy;
    }

    private static void answer(HttpExchange exchange, byte[] body) throws IOException {
        boolean found = exchange.getRequestURI().getPath().equals("/metrics");
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        exchange.sendResponseHeaders(found ? 200 : 404, found ? body.length : -1);
        if (found) {
            exchange.getResponseBody().write(body);
        }
    }
}
