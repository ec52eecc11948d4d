package io.headroom.notification;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Posts to the very machine that was looked at: a name may lead elsewhere when it is looked up once more. The {@code Host}
 * header, the server name of TLS and the check of the certificate are those of the name. Follows no redirect, and keeps no
 * connection.
 */
@ApplicationScoped
class WebhookClient {
    static final int MOST_AT_ONCE = 32;

    /** For an answer, and before that for the machine's address. */
    static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final HttpClient client;

    @Inject
    WebhookClient(Vertx vertx) {
        this(vertx, new HttpClientOptions());
    }

    /** @param options whom to trust */
    WebhookClient(Vertx vertx, HttpClientOptions options) {
        // Several webhooks may lead to one machine; one that hangs there must not keep the others from a connection.
        client = vertx.createHttpClient(new HttpClientOptions(options)
                .setKeepAlive(false)
                .setMaxPoolSize(MOST_AT_ONCE)
                .setConnectTimeout((int) PATIENCE.toMillis()));
    }

    /**
     * @param machine where the address's host was found
     * @return the answer's status; nobody reads what else it says
     * @throws IOException if none came in time
     */
    int post(URI address, InetAddress machine, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var answer = client.request(options(address, machine, headers))
                .compose(request -> request.send(body))
                .map(WebhookClient::status);
        try {
            return answer.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + PATIENCE.toSeconds() + " s");
        }
    }

    private static RequestOptions options(URI address, InetAddress machine, Map<String, String> headers) {
        boolean tls = address.getScheme().equals("https");
        int standard = tls ? HTTPS : HTTP;
        int port = address.getPort() < 0 ? standard : address.getPort();
        String path = address.getRawPath().isEmpty() ? "/" : address.getRawPath();
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, machine.getHostAddress()))
                .setHost(address.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(address.getRawQuery() == null ? path : path + "?" + address.getRawQuery())
                .setHeaders(MultiMap.caseInsensitiveMultiMap().addAll(headers))
                .setTimeout(PATIENCE.toMillis());
    }

    /** What follows may go on for ever, so it is cut off; that is no error to log. */
    private static int status(HttpClientResponse response) {
        response.exceptionHandler(_ -> {});
        response.request().reset();
        return response.statusCode();
    }
}
