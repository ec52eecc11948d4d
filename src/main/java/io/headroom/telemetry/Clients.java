package io.headroom.telemetry;

import io.headroom.telemetry.ScrapeFailure.NotAsked;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/** An HTTP client for each way to ask, made anew when its certificates were renewed. */
final class Clients implements AutoCloseable {
    private final Supplier<HttpClient.Builder> builders;
    private final Map<Access, Made> made = new HashMap<>();

    private record Made(List<FileTime> of, HttpClient client) {}

    /** @param builders everything but whom to trust */
    Clients(Supplier<HttpClient.Builder> builders) {
        this.builders = builders;
    }

    /** Fails if a file of certificates is wrong; one that turns wrong later leaves the client that there is. */
    synchronized HttpClient client(Access access) throws NotAsked {
        Made before = made.get(access);
        try {
            List<FileTime> times = times(access);
            if (before != null && before.of().equals(times)) return before.client();
            Made now = new Made(times, make(access));
            made.put(access, now); // the one before ends by itself once nobody waits for it
            return now.client();
        } catch (IOException | IllegalArgumentException e) {
            if (before != null) return before.client();
            throw new NotAsked("certificates cannot be read: " + e.getMessage());
        }
    }

    @Override
    public synchronized void close() {
        made.values().forEach(it -> it.client().shutdownNow());
    }

    private static List<FileTime> times(Access access) throws IOException {
        List<FileTime> times = new ArrayList<>();
        for (Path file : files(access)) times.add(Files.getLastModifiedTime(file));
        return times;
    }

    private static List<Path> files(Access access) {
        return Stream.concat(
                        access.caBundle().stream(),
                        access.certificate().stream().flatMap(it -> Stream.of(it.certificate(), it.key())))
                .toList();
    }

    private HttpClient make(Access access) throws IOException {
        boolean asTheMachineDoes = access.verified() && files(access).isEmpty();
        return asTheMachineDoes
                ? builders.get().build()
                : builders.get().sslContext(trust(access)).build();
    }

    private static SSLContext trust(Access access) throws IOException {
        SslContextBuilder tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK);
        access.caBundle().ifPresent(it -> tls.trustManager(it.toFile()));
        if (!access.verified()) tls.trustManager(InsecureTrustManagerFactory.INSTANCE);
        access.certificate()
                .ifPresent(
                        it -> tls.keyManager(it.certificate().toFile(), it.key().toFile()));
        return ((JdkSslContext) tls.build()).context();
    }
}
