package io.headroom.bench;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Choice;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Range;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * How long one plan of a large cluster takes, from a world as it is loaded to the plan with everybody's reasons. Bars
 * (rules of allocation, section 8): a full plan 100 ms, one GPU reclaimed p99 10 ms, a refusal explained 50 ms.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class AllocatorBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String GPU = "gpu";

    private final Allocator allocator = new Allocator();

    /** 1,000 teams that own 100 each; 50,000 leases of 2, every other team 50 above its quota; 1,000 requests of 1 to 8. */
    private final World full = world(
            1_000,
            100,
            IntStream.range(0, 50_000)
                    .mapToObj(i -> lease(i, i % 4 == 3 ? i % 1_000 - 1 : i % 1_000, 2))
                    .toList(),
            IntStream.range(0, 1_000).mapToObj(i -> request(i, i, 1 + i % 8)).toList());

    /** 10 teams that own 400 each; one has lent 100 of its own, and asks for one back, of 4,000 leases. */
    private final World lent = world(
            10,
            400,
            IntStream.range(0, 4_000)
                    .mapToObj(i -> lease(i, i < 100 ? 1 : i / 400, 1))
                    .toList(),
            List.of(request(0, 0, 1)));

    /** The same fleet, full, with everybody within quota, and one that asks for 80 more than it owns. */
    private final World taken = world(
            10,
            400,
            IntStream.range(0, 4_000).mapToObj(i -> lease(i, i / 400, 1)).toList(),
            List.of(request(0, 0, 80)));

    private static World world(int teams, int nominal, List<Held> leases, List<Waiting> waiting) {
        List<Team> all = IntStream.range(0, teams)
                .mapToObj(i -> new Team(
                        "team-" + i, null, Standing.DEFAULT, Map.of(GPU, Quota.nominal(nominal)), TeamRules.DEFAULT))
                .toList();
        Flavor flavor = new Flavor(GPU, teams * nominal);
        return new World(Policy.DEFAULT, List.of(flavor), List.of(), all, leases, waiting, List.of(), List.of());
    }

    private static Held lease(int id, int team, int gpus) {
        Instant started = NOW.minus(Duration.ofMinutes(60 + id % 600));
        Instant ends = NOW.plus(Duration.ofMinutes(60 + id * 7 % 6_000));
        Profile profile = new Profile(Kind.TRAINING, 0, true);
        Range range = Range.exactly(gpus);
        return new Held("lease-" + id, "team-" + team, GPU, gpus, range, profile, Held.Use.UNKNOWN, 0, started, ends);
    }

    private static Waiting request(int id, int team, int gpus) {
        return new Waiting(
                "request-" + id,
                "team-" + team,
                Choice.of(GPU),
                gpus,
                Range.exactly(gpus),
                new Profile(Kind.TRAINING, 0, true),
                Duration.ZERO,
                NOW.minusSeconds(id),
                null,
                NOW.plus(Duration.ofDays(3)),
                null);
    }

    @Benchmark
    public Plan fullPlan() {
        return allocator.plan(full, NOW);
    }

    @Benchmark
    public Plan oneGpuReclaimed() {
        return allocator.plan(lent, NOW);
    }

    @Benchmark
    public Plan refusalExplained() {
        return allocator.plan(taken, NOW);
    }
}
