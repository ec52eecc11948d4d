package io.headroom.local.fleet;

import com.sun.net.httpserver.HttpServer;
import io.headroom.local.fleet.NodeExporter.FleetTime;
import io.headroom.local.fleet.NodeExporter.Troubles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A fleet to look at without owning one: an exporter per node, on loopback, on free ports.
 *
 * <p>What it shows is decided by seed, occupancy and clock alone. Like a real fleet it has its troubles: the last GPU of
 * the sixth node is off the bus (XID 79), and the eighth node's exporter goes missing for 90 seconds every 15 minutes.
 */
public final class SimulatedFleet implements AutoCloseable {
    private static final int NODE_WITH_XID = 6;
    private static final int NODE_THAT_GOES_MISSING = 8;

    private final Map<String, List<FleetGpu>> nodes;
    private final FleetTime time;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<HttpServer> servers = new ArrayList<>();

    /** Nodes are counted in the order in which the GPUs name them. */
    public SimulatedFleet(List<FleetGpu> gpus, Occupancy occupancy, Clock clock, long seed) {
        nodes = gpus.stream().collect(Collectors.groupingBy(FleetGpu::node, LinkedHashMap::new, Collectors.toList()));
        time = new FleetTime(occupancy, clock, new Noise(seed));
    }

    /** Starts the exporters; the addresses are in the order of the nodes. */
    public List<URI> start() {
        List<URI> targets = new ArrayList<>();
        for (NodeExporter exporter : exporters()) {
            HttpServer server = serve(exporter);
            servers.add(server);
            targets.add(URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/metrics"));
        }
        return List.copyOf(targets);
    }

    @Override
    public void close() {
        servers.forEach(server -> server.stop(0));
        servers.clear();
        threads.shutdownNow();
    }

    List<NodeExporter> exporters() {
        List<NodeExporter> exporters = new ArrayList<>();
        for (List<FleetGpu> gpus : nodes.values()) {
            exporters.add(new NodeExporter(gpus, troubles(exporters.size() + 1, gpus), time));
        }
        return exporters;
    }

    private Troubles troubles(int node, List<FleetGpu> gpus) {
        Set<String> offTheBus = node == NODE_WITH_XID ? Set.of(gpus.getLast().uuid()) : Set.of();
        Outages outages =
                node == NODE_THAT_GOES_MISSING ? Outages.nowAndThen(time.noise().of("outages")) : Outages.never();
        return new Troubles(offTheBus, outages);
    }

    private HttpServer serve(NodeExporter exporter) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exporter);
            server.setExecutor(threads);
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("no loopback port for a simulated exporter", e);
        }
    }
}
