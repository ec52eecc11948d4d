package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.headroom.telemetry.Access.ClientCertificate;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.SelfSignedCertificate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exporters that prove who they are and want to know who asks, over real sockets. */
@Timeout(30)
class AccessTest {
    private static final byte[] METRICS = "DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-aa\"} 50\n".getBytes();
    private static final String SECRET = "s3cret-and-never-shown";

    @TempDir
    Path folder;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Headers> asked = new CopyOnWriteArrayList<>();
    private final Scraper scraper =
            new Scraper(new ScrapeLimits(Duration.ofSeconds(5), 1 << 20), Mappings.builtIn(), Clock.systemUTC());
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        listen(HttpServer.create(free(), 0));
    }

    @AfterEach
    void stop() {
        scraper.close();
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsTrustedOnlyByItsBundle() throws Exception {
        SelfSignedCertificate own = new SelfSignedCertificate("localhost");
        serve(own, null);
        assertThat(scrape(Access.OPEN).error()).startsWith("TLS failed: ");
        assertThat(scrape(trusting(own.certificate().toPath())).error()).isNull();
    }

    @Test
    void aCertificateOfAnotherNameIsRefusedUnlessNoneIsChecked() throws Exception {
        SelfSignedCertificate other = new SelfSignedCertificate("elsewhere.example");
        serve(other, null);
        assertThat(scrape(trusting(other.certificate().toPath())).error()).startsWith("TLS failed: ");
        assertThat(scrape(new Access(Optional.empty(), false, Optional.empty(), Optional.empty()))
                        .error())
                .isNull();
    }

    @Test
    void theClientShowsItsCertificate() throws Exception {
        SelfSignedCertificate own = new SelfSignedCertificate("localhost");
        SelfSignedCertificate portal = new SelfSignedCertificate("portal");
        serve(own, portal);
        Path bundle = own.certificate().toPath();
        assertThat(scrape(trusting(bundle)).error()).as("without one").isNotNull();
        var shown = new ClientCertificate(
                portal.certificate().toPath(), portal.privateKey().toPath());
        Scrape scrape = scrape(new Access(Optional.of(bundle), true, Optional.of(shown), Optional.empty()));
        assertThat(scrape.error()).isNull();
        assertThat(scrape.devices()).hasSize(1);
    }

    @Test
    void renewedCertificatesAreReadAgain() throws Exception {
        SelfSignedCertificate before = new SelfSignedCertificate("localhost");
        SelfSignedCertificate after = new SelfSignedCertificate("localhost");
        Path bundle = Files.copy(before.certificate().toPath(), folder.resolve("ca.pem"));
        serve(after, null);
        assertThat(scrape(trusting(bundle)).error()).startsWith("TLS failed: ");
        Files.write(bundle, Files.readAllBytes(after.certificate().toPath()));
        Files.setLastModifiedTime(bundle, FileTime.from(Instant.EPOCH)); // another time, however coarse the clock
        assertThat(scrape(trusting(bundle)).error()).isNull();
    }

    @Test
    void aBundleThatIsMissingIsNamed() {
        Path missing = folder.resolve("missing.pem");
        assertThat(scrape(trusting(missing)).error())
                .startsWith("not asked: certificates cannot be read: ")
                .contains("missing.pem");
        assertThat(asked).isEmpty();
    }

    @Test
    void aTokenIsSentAndReadAgainWhenItChanges() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "first.token\n");
        Access access = with(new Login.Bearer(token));
        scrape(access);
        Files.writeString(token, "second.token\n");
        scrape(access);
        assertThat(asked)
                .extracting(headers -> headers.getFirst("Authorization"))
                .containsExactly("Bearer first.token", "Bearer second.token");
    }

    @Test
    void aNameAndItsPasswordAreSent() throws IOException {
        Path password = Files.writeString(folder.resolve("password"), "open sesame\n");
        scrape(with(new Login.Basic("Aladdin", password)));
        assertThat(asked.getFirst().getFirst("Authorization"))
                .isEqualTo("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="); // the example of RFC 7617
    }

    @Test
    void withoutAccessNothingIsSent() {
        scrape(Access.OPEN);
        assertThat(asked.getFirst()).doesNotContainKey("Authorization");
    }

    @Test
    void errorsHoldNoSecret() throws IOException {
        Path token = folder.resolve("token");
        Access access = with(new Login.Bearer(token));
        assertThat(scrape(access).error()).isEqualTo("not asked: " + token + " cannot be read");
        Files.writeString(token, SECRET + "\r\nX-Other: 1");
        assertThat(scrape(access).error()).isEqualTo("not asked: " + token + " holds no token");
        Files.writeString(token, "");
        assertThat(scrape(access).error()).isEqualTo("not asked: " + token + " holds no token");
        assertThat(access.toString()).doesNotContain(SECRET);
        assertThat(asked).isEmpty();
    }

    @Test
    void aRedirectIsNotFollowedWithCredentialsNorWithout() throws IOException {
        HttpServer elsewhere = HttpServer.create(free(), 0);
        List<Headers> there = new CopyOnWriteArrayList<>();
        elsewhere.createContext("/", exchange -> {
            there.add(exchange.getRequestHeaders());
            exchange.sendResponseHeaders(200, -1);
        });
        elsewhere.start();
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders()
                    .set(
                            "Location",
                            "http://localhost:" + elsewhere.getAddress().getPort() + "/metrics");
            exchange.sendResponseHeaders(307, -1);
            exchange.close();
        });
        Path token = Files.writeString(folder.resolve("token"), SECRET);
        Target moved = Target.at(uri("/moved"), with(new Login.Bearer(token)));
        assertThat(scraper.scrape(moved).error()).isEqualTo("answered HTTP 307, and redirects are not followed");
        assertThat(there).isEmpty();
        elsewhere.stop(0);
    }

    @Test
    void aPrometheusServerIsAskedWithAToken() throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "a.token");
        ScrapeLimits limits = new ScrapeLimits(Duration.ofSeconds(5), 1 << 20);
        try (var prometheus = new PrometheusServer(limits, Mappings.builtIn(), Clock.systemUTC())) {
            prometheus.scrape(Target.at(uri(""), with(new Login.Bearer(token))));
        }
        assertThat(asked.getFirst().getFirst("Authorization")).isEqualTo("Bearer a.token");
    }

    private Scrape scrape(Access access) {
        return scraper.scrape(Target.at(uri("/metrics"), access));
    }

    private static Access trusting(Path bundle) {
        return new Access(Optional.of(bundle), true, Optional.empty(), Optional.empty());
    }

    private static Access with(Login login) {
        return new Access(Optional.empty(), true, Optional.empty(), Optional.of(login));
    }

    private URI uri(String path) {
        String scheme = server instanceof HttpsServer ? "https" : "http";
        return URI.create(scheme + "://localhost:" + server.getAddress().getPort() + path);
    }

    /** @param client whom to let in, or null for everybody */
    private void serve(SelfSignedCertificate own, SelfSignedCertificate client)
            throws IOException, GeneralSecurityException {
        server.stop(0);
        SslContextBuilder tls =
                SslContextBuilder.forServer(own.key(), own.cert()).sslProvider(SslProvider.JDK);
        if (client != null) tls.trustManager(client.cert());
        HttpsServer secured = HttpsServer.create(free(), 0);
        secured.setHttpsConfigurator(new HttpsConfigurator(((JdkSslContext) tls.build()).context()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters with = getSSLContext().getDefaultSSLParameters();
                with.setNeedClientAuth(client != null);
                parameters.setSSLParameters(with);
            }
        });
        listen(secured);
    }

    private void listen(HttpServer at) {
        at.setExecutor(threads);
        at.createContext("/", exchange -> {
            try (exchange) {
                asked.add(exchange.getRequestHeaders());
                exchange.getResponseHeaders().set("Content-Type", "text/plain");
                exchange.sendResponseHeaders(200, METRICS.length);
                exchange.getResponseBody().write(METRICS);
            }
        });
        at.start();
        server = at;
    }

    private static InetSocketAddress free() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }
}
