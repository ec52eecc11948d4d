package io.headroom.bench;

import io.headroom.telemetry.HistoryRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code ./headroom bench [name]}: JMH on the benchmarks whose class name contains the name, in any case; {@code
 * ./headroom bench allocator} replays whole shapes and a trace before that; {@code ./headroom bench load} offers requests
 * to a running portal; {@code ./headroom bench fleet} has a portal watch 10,000 GPUs; {@code ./headroom bench history}
 * times the charts' queries on a year of use.
 */
public final class Main {
    private Main() {}

    public static void main(String... args) throws Exception {
        if (args.length > 0 && args[0].equals("load")) {
            LoadRun.main(number(args, 1, 50), number(args, 2, 30));
            return;
        }
        if (args.length > 0 && args[0].equals("fleet")) {
            System.exit(FleetRun.main(number(args, 1, 4)) ? 0 : 1);
        }
        if (args.length > 0 && args[0].equals("history")) {
            HistoryRun.main();
            return;
        }
        if (args.length > 0 && args[0].equals("allocator")) AllocatorRun.main();
        Path results = Path.of("target", "bench", "results.json");
        Files.createDirectories(results.getParent());
        var forwarded = new ArrayList<>(List.of("-prof", "gc", "-rf", "json", "-rff", results.toString()));
        if (args.length == 0) forwarded.add(".*Benchmark.*");
        else {
            forwarded.add("(?i).*" + args[0] + ".*Benchmark.*");
            // The rest is JMH's own: ./headroom bench parser -f 1 -wi 1
            forwarded.addAll(List.of(args).subList(1, args.length));
        }
        org.openjdk.jmh.Main.main(forwarded.toArray(String[]::new));
        System.out.println("Results: " + results);
    }

    private static int number(String[] args, int index, int otherwise) {
        return args.length > index ? Integer.parseInt(args[index]) : otherwise;
    }
}
