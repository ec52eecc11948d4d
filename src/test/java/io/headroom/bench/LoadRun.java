package io.headroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Load on a running demo portal: requests that need no approval at a steady rate, each held for a moment and released.
 *
 * <p>"Held" is what the database says: the lease's start minus the request's submission. Run
 * {@code ./headroom} first, then {@code ./headroom bench load [requests per second] [seconds]}.
 */
final class LoadRun {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> LANES = List.of(
            "vision h100-80gb",
            "search h100-80gb",
            "serving h100-80gb",
            "search a100-40gb",
            "serving a100-40gb",
            "nlp l40s",
            "speech l40s");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal;
    private final String issuer;
    private final List<Long> held = Collections.synchronizedList(new ArrayList<>());
    private final List<Long> answered = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger failed = new AtomicInteger();

    private LoadRun(int port) {
        this.portal = "http://localhost:" + port;
        this.issuer = "http://localhost:" + (port + 1) + "/realms/headroom";
    }

    static void main(int perSecond, int seconds) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("HEADROOM_PORT", "8080"));
        LoadRun run = new LoadRun(port);
        System.out.printf("%d requests/s for %d s on %s%n", perSecond, seconds, run.portal);
        run.offer(perSecond, seconds);
        report("POST answered", run.answered);
        report("request -> held", run.held);
        System.out.printf("failed or not held within %d s: %d%n", PATIENCE.toSeconds(), run.failed.get());
    }

    private void offer(int perSecond, int seconds) throws Exception {
        List<String> tokens = new ArrayList<>();
        for (String lane : LANES) tokens.add(token(lane.split(" ")[0] + "-lead"));
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
            JsonNode request = call("POST", "/api/v1/requests", token, """
                    {"team": "%s", "flavor": "%s", "gpus": 1, "kind": "training", "duration": "PT1H", "purpose": "load"}""".formatted(who[0], who[1]));
            answered.add(System.nanoTime() - before);
            String lease = request.path("lease").asText();
            Instant started = awaitStart(lease, token);
            held.add(Duration.between(Instant.parse(request.path("submittedAt").asText()), started)
                    .toNanos());
            call("POST", "/api/v1/leases/" + lease + "/releases", token, "{}");
        } catch (IOException | InterruptedException | RuntimeException e) {
            failed.incrementAndGet();
        }
    }

    private Instant awaitStart(String lease, String token) throws IOException, InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            JsonNode it = call("GET", "/api/v1/leases/" + lease, token, null).path("lease");
            if (it.path("phase").asText().equals("ACTIVE"))
                return Instant.parse(it.path("startedAt").asText());
            Thread.sleep(60);
        }
        throw new IllegalStateException("not held in time");
    }

    private JsonNode call(String method, String path, String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(portal + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) throw new IllegalStateException(path + " " + response.statusCode());
        return JSON.readTree(response.body());
    }

    private String token(String user) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&client_id=headroom-cli&password=headroom&username=" + user))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }

    private static void report(String what, List<Long> nanos) {
        List<Long> sorted = nanos.stream().sorted().toList();
        if (sorted.isEmpty()) {
            System.out.println(what + ": nothing measured");
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%-16s n=%d  median %.1f ms  p95 %.1f ms  p99 %.1f ms  max %.1f ms%n",
                what,
                sorted.size(),
                at(sorted, 0.5),
                at(sorted, 0.95),
                at(sorted, 0.99),
                at(sorted, 1));
    }

    private static double at(List<Long> sorted, double quantile) {
        int index = (int) Math.ceil(quantile * sorted.size()) - 1;
        return sorted.get(Math.max(0, index)) / 1e6;
    }
}
