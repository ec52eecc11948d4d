package io.headroom.bench;

import io.headroom.allocator.Flavor;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Policy;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.World;
import io.headroom.bench.ClusterReplay.Job;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * The training jobs of Microsoft's Philly cluster (2017, CC BY 4.0) on 712 GPUs: quotas as published beside the trace,
 * 300 s of grace, a restart costs 120 s.
 */
final class Philly {
    private static final int GPUS = 712;
    private static final long WINDOW_FROM = 1_776_559_000L;
    private static final long WINDOW_TO = 6_010_159_000L;

    private Philly() {}

    static void replay(Path trace) throws IOException {
        List<Job> jobs = jobs(trace);
        World world = world(trace.resolveSibling("teams_philly.csv"));
        long begun = System.nanoTime();
        ClusterReplay replay = new ClusterReplay(world, 120_000);
        replay.play(jobs);
        double wall = (System.nanoTime() - begun) / 1e9;
        List<ClusterReplay.Run> window = replay.runs().stream()
                .filter(run -> run.job.submit() >= WINDOW_FROM && run.job.submit() < WINDOW_TO)
                .toList();
        double[] hours = window.stream()
                .mapToDouble(run -> (run.firstStart - run.job.submit()) / 3_600_000.0)
                .sorted()
                .toArray();
        System.out.printf(
                "philly, %,d jobs on %d GPUs: %.2f s wall, %,d rounds; in the window mean wait %.2f h, p95 %.2f, p99 %.2f; %,d reclaims, most stops of one job %d%n",
                jobs.size(),
                GPUS,
                wall,
                replay.rounds(),
                Arrays.stream(hours).average().orElse(0),
                hours[(int) (hours.length * 0.95)],
                hours[(int) (hours.length * 0.99)],
                replay.reclaims(),
                replay.runs().stream().mapToInt(run -> run.stops).max().orElse(0));
    }

    private static List<Job> jobs(Path trace) throws IOException {
        List<Job> jobs = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(trace)), StandardCharsets.UTF_8))) {
            lines.readLine();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] f = line.split(",", -1);
                int gpus = (int) Math.ceil(Double.parseDouble(f[3]));
                long submit = Math.round(Double.parseDouble(f[4]) * 1000);
                long duration = Math.max(1000, Math.round(Double.parseDouble(f[5]) * 1000));
                if (gpus > 0) jobs.add(new Job(f[0], f[1], gpus, 0, submit, duration));
            }
        }
        jobs.sort(Comparator.comparingLong(Job::submit).thenComparing(Job::id));
        return jobs;
    }

    private static World world(Path quotas) throws IOException {
        List<String> lines = Files.readAllLines(quotas);
        int column = List.of(lines.getFirst().split(",")).indexOf("quota_A4");
        Map<Kind, Duration> grace = Arrays.stream(Kind.values())
                .collect(Collectors.toMap(Function.identity(), _ -> Duration.ofSeconds(300)));
        TeamRules rules = new TeamRules(PreemptionRules.NONE, Duration.ZERO, grace);
        List<Team> teams = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(f -> new Team(
                        f[0],
                        null,
                        Standing.DEFAULT,
                        Map.of("gpu", Quota.nominal((int) Double.parseDouble(f[column]))),
                        rules))
                .toList();
        Flavor flavor = new Flavor("gpu", GPUS);
        return new World(Policy.DEFAULT, List.of(flavor), List.of(), teams, List.of(), List.of(), List.of(), List.of());
    }
}
