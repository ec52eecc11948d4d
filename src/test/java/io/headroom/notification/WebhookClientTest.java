package io.headroom.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The names here are nobody's: what is reached is reached by its address alone. */
class WebhookClientTest {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String NAME = "hook.headroom.invalid";

    private final Vertx vertx = Vertx.vertx();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theMachineIsCalledInTheNameOfTheHost() throws Exception {
        int port = listen(new HttpServerOptions());
        URI address = URI.create("http://" + NAME + ":" + port + "/a%20b?c=d");
        assertThat(post(new HttpClientOptions(), address)).isEqualTo(204);
        assertThat(calls).containsExactly("POST " + NAME + ":" + port + " /a%20b?c=d event={}");
    }

    @Test
    void aRedirectIsAnAnswer() throws Exception {
        int port = listen(new HttpServerOptions());
        URI address = URI.create("http://" + NAME + ":" + port + "/moved");
        assertThat(post(new HttpClientOptions(), address)).isEqualTo(302);
        assertThat(calls).hasSize(1);
    }

    @Test
    void theCertificateHasToBeTheHosts(@TempDir Path folder) throws Exception {
        PfxOptions key = key(folder);
        int port = listen(new HttpServerOptions().setSsl(true).setKeyCertOptions(key));
        var trusting = new HttpClientOptions().setTrustOptions(key);
        assertThat(post(trusting, URI.create("https://" + NAME + ":" + port + "/")))
                .isEqualTo(204);
        assertThatThrownBy(() -> post(trusting, URI.create("https://other.invalid:" + port + "/")))
                .isInstanceOf(IOException.class)
                .rootCause()
                .hasMessageContaining("other.invalid");
        assertThatThrownBy(() -> post(new HttpClientOptions(), URI.create("https://" + NAME + ":" + port + "/")))
                .isInstanceOf(IOException.class);
        assertThat(calls).hasSize(1);
    }

    private int post(HttpClientOptions options, URI address) throws IOException, InterruptedException {
        return new WebhookClient(vertx, options).post(address, HERE, Map.of("X-Event", "event"), "{}");
    }

    private int listen(HttpServerOptions options) {
        HttpServer server = vertx.createHttpServer(options).requestHandler(this::answer);
        return server.listen(0, HERE.getHostAddress())
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .actualPort();
    }

    private void answer(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            calls.add(request.method() + " " + request.getHeader("Host") + " " + request.uri() + " "
                    + request.getHeader("X-Event") + "=" + body);
            boolean moved = request.path().equals("/moved");
            if (moved) request.response().putHeader("Location", "/elsewhere");
            request.response().setStatusCode(moved ? 302 : 204).end();
        });
    }

    /** A key with a certificate for the name, signed by itself. */
    private static PfxOptions key(Path folder) throws Exception {
        Path file = folder.resolve("key.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "hook",
                        "-dname",
                        "CN=" + NAME,
                        "-ext",
                        "SAN=dns:" + NAME,
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "headroom",
                        "-keystore",
                        file.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return new PfxOptions().setPath(file.toString()).setPassword("headroom");
    }
}
