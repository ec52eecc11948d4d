package io.headroom.telemetry;

import io.headroom.telemetry.ScrapeFailure.NotMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Asks exporters what they see. A scrape never throws and never outlasts its timeout, whatever the target does: each
 * runs on a virtual thread of its own and is cut off from outside, because the HTTP client's own timeout ends with the
 * headers and a target may trickle its body for ever.
 */
public final class Scraper implements AutoCloseable {
    private static final String ACCEPT = "text/plain;version=0.0.4,application/openmetrics-text;q=0.5,*/*;q=0.1";

    private final ScrapeLimits limits;
    private final Mappings mappings;
    private final Clock clock;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client;

    public Scraper(ScrapeLimits limits, Mappings mappings, Clock clock) {
        this.limits = limits;
        this.mappings = mappings;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.timeout())
                .executor(threads)
                .build();
    }

    /** Asks one target and waits. Call it from many threads at once: a hung target delays only its own caller. */
    public Scrape scrape(URI target) {
        Instant began = clock.instant();
        try {
            return read(target, askInTime(target), began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(target, e, began);
        } catch (ExecutionException e) {
            return failed(target, e.getCause(), began);
        } catch (TimeoutException | RejectedExecutionException e) {
            return failed(target, e, began);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
        threads.shutdownNow();
    }

    private Reading askInTime(URI target) throws InterruptedException, ExecutionException, TimeoutException {
        Future<Reading> asking = threads.submit(() -> ask(target));
        try {
            return asking.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            asking.cancel(true); // interrupts whatever it is waiting for; does nothing if it is done
        }
    }

    private Reading ask(URI target) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(target)
                .timeout(limits.timeout())
                .header("Accept", ACCEPT)
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            refuseOtherThanMetrics(response);
            return ExporterText.read(new BoundedStream(unpacked(response, body), limits.maxBodyBytes()), mappings);
        }
    }

    private static void refuseOtherThanMetrics(HttpResponse<?> response) throws NotMetrics {
        if (response.statusCode() / 100 == 3) {
            throw new NotMetrics("answered HTTP " + response.statusCode() + ", and redirects are not followed");
        }
        if (response.statusCode() != 200) {
            throw new NotMetrics("answered HTTP " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw new NotMetrics("answered text/html, not metrics");
        }
    }

    private static InputStream unpacked(HttpResponse<?> response, InputStream body) throws IOException {
        String encoding = response.headers().firstValue("Content-Encoding").orElse("identity");
        return switch (encoding.toLowerCase(Locale.ROOT)) {
            case "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body, 8192);
            default -> throw new NotMetrics("answered packed as " + encoding + ", which was not asked for");
        };
    }

    private Scrape read(URI target, Reading reading, Instant began) {
        return new Scrape(
                target.toString(),
                reading.mapping(),
                reading.devices(),
                reading.lines(),
                reading.dropped(),
                began,
                Duration.between(began, clock.instant()),
                reading.problem());
    }

    private Scrape failed(URI target, Throwable failure, Instant began) {
        Duration took = Duration.between(began, clock.instant());
        String sentence = ScrapeFailure.sentence(failure, limits);
        return new Scrape(target.toString(), null, List.of(), 0, 0, began, took, sentence);
    }
}
