package io.headroom.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./headroom bench [name]}: JMH on the benchmarks whose class name contains the name, in any case. */
public final class Main {
    private Main() {}

    public static void main(String... args) throws IOException {
        Path results = Path.of("target", "bench", "results.json");
        Files.createDirectories(results.getParent());
        var forwarded = new ArrayList<>(List.of("-rf", "json", "-rff", results.toString()));
        if (args.length == 0) forwarded.add(".*Benchmark.*");
        else {
            forwarded.add("(?i).*" + args[0] + ".*Benchmark.*");
            // The rest is JMH's own: ./headroom bench parser -f 1 -wi 1
            forwarded.addAll(List.of(args).subList(1, args.length));
        }
        org.openjdk.jmh.Main.main(forwarded.toArray(String[]::new));
        System.out.println("Results: " + results);
    }
}
