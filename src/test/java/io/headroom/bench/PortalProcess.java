package io.headroom.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A portal as {@code ./headroom} starts it, in a home of its own. */
final class PortalProcess implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofMinutes(4);
    private static final int STOP_SECONDS = 20;

    private final Process process;
    private final PortalApi api;

    PortalProcess(int port, Path home, Map<String, String> settings) throws IOException, InterruptedException {
        Files.createDirectories(home);
        Path log = home.resolve("portal.log");
        var builder = new ProcessBuilder("./headroom", "start")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        builder.environment().put("HEADROOM_PORT", Integer.toString(port));
        builder.environment().put("HEADROOM_HOME", home.toString());
        process = builder.start();
        api = new PortalApi(port);
        long until = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() > until)
                throw new IllegalStateException("the portal did not start; see " + log);
            Thread.sleep(500);
        }
    }

    /** Ready to be asked, and to sign people in. */
    private boolean isReady() throws InterruptedException {
        try {
            api.read("/health/ready");
            return !api.token("admin").isEmpty();
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }

    PortalApi api() {
        return api;
    }

    Duration cpu() {
        return process.toHandle().info().totalCpuDuration().orElseThrow();
    }

    /** The sum over all series of a metric that carry these labels, written as {@code name="value"}. */
    double metric(String name, String... labels) {
        try {
            return api.read("/metrics")
                    .lines()
                    .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                    .filter(line -> Arrays.stream(labels).allMatch(line::contains))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A line of the kernel's account of the process, such as {@code VmRSS}, in MiB. */
    long memory(String what) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith(what + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    /** What lives, in MiB: the heap after everything else was collected. */
    long liveHeap() throws IOException, InterruptedException {
        String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return Math.round(metric("jvm_memory_used_bytes", "area=\"heap\"") / (1 << 20));
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) process.destroyForcibly();
    }
}
