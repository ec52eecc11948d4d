package io.headroom.planning;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
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
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What fifty rows of the inbox cost once their world is loaded: of new requests, and of extensions. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
@Fork(1)
public class InboxBenchmark {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String GPU = "gpu";
    private static final int ROWS = 50;
    private static final int TEAMS = 10;
    private static final Profile TRAINING = new Profile(Kind.TRAINING, 0, true);

    /** Leases of 2, among ten teams that own as much as they hold. */
    @Param({"50", "2000"})
    int leases;

    private World world;

    @Setup
    public void load() {
        Map<String, Quota> own = Map.of(GPU, Quota.nominal(2 * leases / TEAMS));
        List<Team> teams = IntStream.range(0, TEAMS)
                .mapToObj(i -> new Team("team-" + i, null, Standing.DEFAULT, own, TeamRules.DEFAULT))
                .toList();
        List<Held> held = IntStream.range(0, leases).mapToObj(this::lease).toList();
        List<Flavor> flavors = List.of(new Flavor(GPU, 2 * leases));
        List<Waiting> waiting =
                IntStream.range(0, TEAMS).mapToObj(i -> request(i, i, 4)).toList();
        world = new World(Policy.DEFAULT, flavors, List.of(), teams, held, waiting, List.of(), List.of());
    }

    @Benchmark
    public int newRequests() {
        Moment moment = new Moment(world, NOW);
        return IntStream.range(0, ROWS)
                .map(i -> moment.granting(request(100 + i, i % TEAMS, 4)).borrowed())
                .sum();
    }

    @Benchmark
    public int extensions() {
        Moment moment = new Moment(world, NOW);
        return IntStream.range(0, ROWS)
                .map(i -> moment.extending("lease-" + i, Duration.ofHours(8))
                        .orElseThrow()
                        .before()
                        .size())
                .sum();
    }

    private Held lease(int id) {
        Instant ends = NOW.plus(Duration.ofMinutes(60 + id * 7L % 6_000));
        return new Held(
                "lease-" + id,
                "team-" + id % TEAMS,
                GPU,
                2,
                Range.exactly(2),
                TRAINING,
                Held.Use.UNKNOWN,
                0,
                NOW.minusSeconds(3_600 + id),
                ends);
    }

    private static Waiting request(int id, int team, int gpus) {
        return new Waiting(
                "request-" + id,
                "team-" + team,
                Choice.of(GPU),
                gpus,
                Range.exactly(gpus),
                TRAINING,
                Duration.ZERO,
                NOW.minusSeconds(id),
                null,
                NOW.plus(Duration.ofDays(3)),
                null);
    }
}
