package io.headroom.telemetry;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The exporters Headroom can read, asked in order: the first whose metric names are seen reads the scrape.
 *
 * <p>The built-in ones are named in {@code telemetry/mappings/index}, because a packaged application cannot list a
 * folder; an operator's own come from a folder and go first.
 */
public final class Mappings {
    private static final String FOLDER = "/telemetry/mappings/";

    private final List<CompiledMapping> compiled;

    private Mappings(List<CompiledMapping> compiled) {
        this.compiled = List.copyOf(compiled);
    }

    /** The exporters shipped with Headroom. */
    public static Mappings builtIn() {
        return of(resource("index")
                .lines()
                .map(file -> parse(file, resource(file)))
                .toList());
    }

    /** Exactly these. */
    public static Mappings of(List<Mapping> mappings) {
        return new Mappings(mappings.stream().map(CompiledMapping::new).toList());
    }

    /** An operator's own, if there are any, before those shipped. */
    public static Mappings with(Optional<Path> folder) {
        Mappings shipped = builtIn();
        return folder.map(shipped::after).orElse(shipped);
    }

    /** The JSON files of a folder, by name, before these. */
    public Mappings after(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> json = files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
            Stream<CompiledMapping> own = json.stream().map(Mappings::read).map(CompiledMapping::new);
            return new Mappings(Stream.concat(own, compiled.stream()).toList());
        } catch (IOException e) {
            throw new BadMapping(folder.toString(), "is no folder that can be read");
        }
    }

    /** Reads one mapping from JSON, or fails with a {@link BadMapping}; {@code source} only names it there. */
    public static Mapping parse(String source, String json) {
        return MappingReader.read(source, json);
    }

    List<CompiledMapping> inOrder() {
        return compiled;
    }

    /** The one of this name; how a target whose source names a mapping is read. */
    public Mappings only(String name) {
        List<CompiledMapping> found =
                compiled.stream().filter(one -> one.name().equals(name)).toList();
        if (!found.isEmpty()) return new Mappings(found);
        String known = compiled.stream().map(CompiledMapping::name).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("mapping=" + name + " must be one of " + known);
    }

    /** Each of these alone. */
    List<Mappings> apart() {
        return compiled.stream().map(one -> new Mappings(List.of(one))).toList();
    }

    /** The metrics that tell something, each once. */
    List<String> metrics() {
        return compiled.stream()
                .flatMap(one -> one.metrics().stream())
                .distinct()
                .toList();
    }

    private static Mapping read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new BadMapping(file.toString(), "is no text file that can be read");
        }
    }

    private static String resource(String name) {
        try (InputStream in = Mappings.class.getResourceAsStream(FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
