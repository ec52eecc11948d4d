package io.headroom.telemetry;

import io.headroom.telemetry.ScrapeFailure.NotMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Asks servers that are not to be trusted. A question never outlasts its timeout, whatever the server does: each runs on
 * a virtual thread of its own and is cut off from outside, because the HTTP client's own timeout ends with the headers
 * and a server may trickle its body for ever.
 */
final class BoundedHttp implements AutoCloseable {
    private final ScrapeLimits limits;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Clients clients;

    /** Makes something of an answer. */
    interface Reader<T> {
        /** The body is unpacked and bounded, and only valid during this call. */
        T read(HttpResponse<?> response, InputStream body) throws IOException;
    }

    BoundedHttp(ScrapeLimits limits) {
        this.limits = limits;
        // Redirects are not followed: they would lead tokens and passwords elsewhere.
        this.clients = new Clients(() -> HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(limits.timeout())
                .executor(threads));
    }

    /** Asks and waits. Call it from many threads at once: a hung server delays only its own caller. */
    <T> T get(URI target, Access access, String accept, Reader<T> reader)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<T> asking = threads.submit(() -> ask(target, access, accept, reader));
        try {
            return asking.get(limits.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            asking.cancel(true); // interrupts whatever it is waiting for; does nothing if it is done
        }
    }

    @Override
    public void close() {
        clients.close();
        threads.shutdownNow();
    }

    private <T> T ask(URI target, Access access, String accept, Reader<T> reader)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .timeout(limits.timeout())
                .header("Accept", accept)
                .header("Accept-Encoding", "gzip");
        if (access.login().isPresent())
            request.header("Authorization", access.login().get().authorization());
        HttpResponse<InputStream> response =
                clients.client(access).send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return reader.read(response, new BoundedStream(unpacked(response, body), limits.maxBodyBytes()));
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
}
