package io.headroom.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Calls exactly as written: nothing is normalized, redirected or waited for. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Http() {}

    /** What came back; the body may be cut. */
    public record Answer(int status, String type, String location, String body) {}

    /**
     * @param target method and path, for example {@code POST /api/v1/requests}
     * @param token a bearer token, or null
     * @param json the body, or null
     */
    public static Answer call(String target, String token, String json) {
        return send(request(target, token, json).build());
    }

    /** The same call, to add to. */
    public static HttpRequest.Builder request(String target, String token, String json) {
        String[] parts = target.split(" +", 2);
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + parts[1]))
                .timeout(PATIENCE)
                .method(parts[0], json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (token != null) request.header("Authorization", "Bearer " + token);
        if (json != null) request.header("Content-Type", "application/json");
        return request;
    }

    /** A call without a body by somebody who saw a version. */
    public static Answer callSeeing(int version, String target, String token) {
        var request = request(target, token, null).header("If-Match", "\"" + version + "\"");
        return send(request.build());
    }

    /** Reads no more than the first bytes of a stream without end. */
    public static Answer send(HttpRequest request) {
        try {
            HttpResponse<InputStream> response = CLIENT.send(request, BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String type = response.headers().firstValue("Content-Type").orElse("");
                byte[] read = type.startsWith("text/event-stream") ? body.readNBytes(5) : body.readAllBytes();
                return new Answer(
                        response.statusCode(),
                        type,
                        response.headers().firstValue("Location").orElse(null),
                        new String(read, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
