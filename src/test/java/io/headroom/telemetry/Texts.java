package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Texts to read in tests, and what was read. */
final class Texts {
    private static final Mappings BUILT_IN = Mappings.builtIn();
    private static final Path SAMPLES = Path.of("..", "shared", "samples");

    private Texts() {}

    static Reading of(String text) {
        return read(text, BUILT_IN);
    }

    static Reading read(String text, Mappings mappings) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), mappings);
    }

    static Reading fixture(String name) {
        return read(Texts.class.getResourceAsStream("/telemetry/" + name), BUILT_IN);
    }

    /** A real scrape that lies beside the project; where it does not, the test is visibly skipped. */
    static Reading sample(String name) throws IOException {
        return of(sampleText(name));
    }

    static String sampleText(String name) throws IOException {
        Path file = SAMPLES.resolve(name);
        Assumptions.assumeTrue(Files.exists(file), file + " does not lie beside the project");
        return Files.readString(file);
    }

    /** The names of all of them. */
    static List<String> samples() throws IOException {
        Assumptions.assumeTrue(Files.exists(SAMPLES), SAMPLES + " does not lie beside the project");
        try (Stream<Path> files = Files.list(SAMPLES)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.endsWith(".source"))
                    .toList();
        }
    }

    static DeviceReading device(Reading reading, String uuid, String instance) {
        DeviceKey key = new DeviceKey(uuid, instance);
        assertThat(reading.devices()).extracting(DeviceReading::key).contains(key);
        return reading.devices().stream()
                .filter(device -> device.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    static long mib(long mib) {
        return mib << 20;
    }

    private static Reading read(InputStream in, Mappings mappings) {
        try (in) {
            return ExporterText.read(in, mappings);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
