package io.headroom.local.fleet;

import io.headroom.local.fleet.NodeExporter.FleetTime;
import io.headroom.local.fleet.NodeExporter.Troubles;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The load run's exporters, in a process of their own: a port on loopback for each node, and three that misbehave. It
 * prints a line for each, what it is and its address, then an empty one, and ends when its standard input does.
 */
public final class ExporterFarm {
    /** Accepts and never answers. */
    public static final String HUNG = "hung";

    /** Sends noise, 100 MB of it. */
    public static final String GARBAGE = "garbage";

    /** Sends one byte a second. */
    public static final String DRIP = "drip";

    private static final int BLOCK = 64 * 1024;
    private static final int BLOCKS = 100_000_000 / BLOCK;
    private static final long SECOND = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final Buffer noise = noise();

    private ExporterFarm() {}

    public static void main(String... args) throws IOException {
        new ExporterFarm().start();
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
        System.exit(0);
    }

    private void start() {
        Instant since = clock.instant().minus(Duration.ofHours(1));
        Map<String, Job> jobs = new HashMap<>();
        FleetTime time = new FleetTime(uuid -> Optional.ofNullable(jobs.get(uuid)), clock, new Noise(1));
        Troubles none = new Troubles(Set.of(), Outages.never());
        for (FarmNode node : FarmNode.all()) {
            node.gpus().forEach(gpu -> node.job(since).ifPresent(job -> jobs.put(gpu.uuid(), job)));
            NodeExporter exporter = new NodeExporter(node.gpus(), none, time);
            listen(node.name(), request -> request.response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(exporter.text(clock.instant())));
        }
        listen(HUNG, _ -> {});
        listen(GARBAGE, request -> send(request.response().setChunked(true), BLOCKS));
        listen(DRIP, this::drip);
        System.out.println();
    }

    private void listen(String name, Handler<HttpServerRequest> answer) {
        int port = vertx.createHttpServer()
                .requestHandler(answer)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
        System.out.println(name + " http://127.0.0.1:" + port + "/metrics");
    }

    /** As fast as it is read. */
    private void send(HttpServerResponse response, int blocks) {
        if (blocks == 0) response.end();
        else response.write(noise).onSuccess(_ -> send(response, blocks - 1));
    }

    private void drip(HttpServerRequest request) {
        HttpServerResponse response = request.response().setChunked(true);
        long timer = vertx.setPeriodic(SECOND, _ -> response.write("D"));
        response.closeHandler(_ -> vertx.cancelTimer(timer));
    }

    private static Buffer noise() {
        byte[] bytes = new byte[BLOCK];
        new Random(1).nextBytes(bytes);
        return Buffer.buffer(bytes);
    }
}
