package io.headroom.bench;

import io.headroom.telemetry.ExporterText;
import io.headroom.telemetry.Mappings;
import io.headroom.telemetry.PrometheusText;
import io.headroom.telemetry.Reading;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * How fast exporter text is read, beside splitting lines with the library. A megabyte counts as one operation: the score
 * is MB/s, {@code gc.alloc.rate.norm} the garbage of a megabyte. The bar is 250 MB/s per core, with none per line.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
@OperationsPerInvocation(PrometheusTextBenchmark.MEGABYTES)
public class PrometheusTextBenchmark {
    /** Size of the text, in units of 1,000,000 bytes. */
    static final int MEGABYTES = 10;

    private static final String[] METRICS = {
        "DCGM_FI_DEV_SM_CLOCK", "DCGM_FI_DEV_GPU_TEMP", "DCGM_FI_DEV_POWER_USAGE", "DCGM_FI_DEV_GPU_UTIL",
        "DCGM_FI_DEV_FB_FREE", "DCGM_FI_DEV_FB_USED", "DCGM_FI_PROF_GR_ENGINE_ACTIVE", "DCGM_FI_DEV_XID_ERRORS"
    };

    private final Mappings mappings = Mappings.builtIn();
    private byte[] text;

    @Setup
    public void write() {
        StringBuilder node = new StringBuilder();
        for (String metric : METRICS) {
            node.append("# HELP ").append(metric).append(" As the exporter explains it (in units).\n");
            node.append("# TYPE ").append(metric).append(" gauge\n");
            for (int gpu = 0; gpu < 8; gpu++) {
                node.append(metric)
                        .append("{gpu=\"")
                        .append(gpu)
                        .append("\",UUID=\"GPU-c2f76b33-7953-256e-8f33-1343419b1a1");
                node.append(gpu)
                        .append(
                                "\",pci_bus_id=\"00000000:31:00.0\",device=\"nvidia0\",modelName=\"NVIDIA H100 80GB HBM3\"");
                node.append(
                        ",hostname=\"gpu-1\",DCGM_FI_DRIVER_VERSION=\"580.105.08\",container=\"main\",namespace=\"vision\"");
                node.append(",pod=\"train-0\"} 0.156205\n");
            }
        }
        text = node.toString().repeat(MEGABYTES * 1_000_000 / node.length()).getBytes(StandardCharsets.UTF_8);
    }

    @Benchmark
    public PrometheusText.Counts parsed(Blackhole hole) throws IOException {
        return PrometheusText.parse(new ByteArrayInputStream(text), sample -> hole.consume(sample.value()));
    }

    @Benchmark
    public Reading parsedAndMapped() throws IOException {
        return ExporterText.read(new ByteArrayInputStream(text), mappings);
    }

    @Benchmark
    public void splitIntoStrings(Blackhole hole) throws IOException {
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(new ByteArrayInputStream(text), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (!line.startsWith("#")) {
                hole.consume(split(line));
            }
        }
    }

    private static double split(String line) {
        int open = line.indexOf('{');
        int close = line.lastIndexOf('}');
        Map<String, String> labels = new HashMap<>();
        for (String label : line.substring(open + 1, close).split(",")) {
            String[] parts = label.split("=", 2);
            labels.put(parts[0], parts[1].substring(1, parts[1].length() - 1));
        }
        return labels.size() + Double.parseDouble(line.substring(close + 2));
    }
}
