package io.headroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Load on a running demo portal: requests that need no approval at a steady rate, each held for a moment and released.
 *
 * <p>"Held" is what the database says: the lease's start minus the request's submission. Run
 * {@code ./headroom} first, then {@code ./headroom bench load [requests per second] [seconds]}.
 */
final class LoadRun {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> LANES = List.of(
            "vision h100-80gb",
            "search h100-80gb",
            "serving h100-80gb",
            "search a100-40gb",
            "serving a100-40gb",
            "nlp l40s",
            "speech l40s");

    private final PortalApi portal;
    private final Timings held = new Timings();
    private final Timings answered = new Timings();
    private final AtomicInteger failed = new AtomicInteger();

    private LoadRun(int port) {
        this.portal = new PortalApi(port);
    }

    static void main(int perSecond, int seconds) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("HEADROOM_PORT", "8080"));
        LoadRun run = new LoadRun(port);
        System.out.printf("%d requests/s for %d s on %s%n", perSecond, seconds, run.portal.address());
        run.offer(perSecond, seconds);
        run.answered.print("POST answered");
        run.held.print("request -> held");
        System.out.printf("failed or not held within %d s: %d%n", PATIENCE.toSeconds(), run.failed.get());
    }

    private void offer(int perSecond, int seconds) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (String lane : LANES) tokens.add(portal.token(lane.split(" ")[0] + "-lead"));
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < perSecond * seconds; i++) {
                long due = start + i * 1_000_000_000L / perSecond;
                Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
                int lane = i % LANES.size();
                threads.submit(() -> one(LANES.get(lane), tokens.get(lane)));
            }
        }
    }

    private void one(String lane, String token) {
        try {
            String[] who = lane.split(" ");
            long before = System.nanoTime();
            JsonNode request = portal.askForOne(who[0], who[1], token);
            answered.add(Duration.ofNanos(System.nanoTime() - before));
            String lease = request.path("lease").asText();
            Instant started = awaitStart(lease, token);
            held.add(Duration.between(Instant.parse(request.path("submittedAt").asText()), started));
            portal.call("POST", "/api/v1/leases/" + lease + "/releases", token, "{}");
        } catch (IOException | InterruptedException | RuntimeException e) {
            failed.incrementAndGet();
        }
    }

    private Instant awaitStart(String lease, String token) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode it =
                    portal.call("GET", "/api/v1/leases/" + lease, token, null).path("lease");
            if (it.path("phase").asText().equals("ACTIVE"))
                return Instant.parse(it.path("startedAt").asText());
            Thread.sleep(60);
        }
        throw new IllegalStateException("not held in time");
    }
}
