package io.headroom.bench;

import io.headroom.local.fleet.ExporterFarm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The process of the {@link ExporterFarm}, so that its CPU is not counted. */
final class Farm implements AutoCloseable {
    private final Process process;
    private final Map<String, String> targets = new LinkedHashMap<>();

    Farm() throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ExporterFarm.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
            String[] nameAndAddress = line.split(" ");
            targets.put(nameAndAddress[0], nameAndAddress[1]);
        }
    }

    /** Addresses by what is there: a node, or what misbehaves. */
    Map<String, String> targets() {
        return targets;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
