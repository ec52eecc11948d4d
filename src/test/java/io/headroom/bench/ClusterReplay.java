package io.headroom.bench;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.Round;
import io.headroom.allocator.Session;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Plays jobs through a session with a simulated clock: they arrive, run for as long as they last and end; a job that is
 * evicted worked until its notice ended and starts again with what is left, plus the cost of a restart.
 */
final class ClusterReplay {
    /** Longer than any replay: jobs end by their own duration. */
    private static final Duration TERM = Duration.ofDays(36_500);

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** @param submit milliseconds since the start */
    record Job(String id, String team, int gpus, int priority, long submit, long duration) {}

    /** What came of a job. */
    static final class Run {
        final Job job;
        long left;
        long startedAt;
        long firstStart = -1;
        int stops;

        Run(Job job) {
            this.job = job;
            this.left = job.duration;
        }
    }

    private record End(long at, Run run, long startedAt) {}

    private final Session session;
    private final String flavor;
    private final long restartCost;
    private final Map<String, Run> runs = new HashMap<>();
    private final PriorityQueue<End> ends =
            new PriorityQueue<>(Comparator.comparingLong(End::at).thenComparing(end -> end.run.job.id));
    private final List<Long> nanos = new ArrayList<>();
    private final List<Long> perDecision = new ArrayList<>();
    private long decisions;
    private long reclaims;
    private long now;
    private double heldMillis;

    ClusterReplay(World world, long restartCost) {
        this.session = new Session(world, START);
        this.flavor = world.flavors().getFirst().name();
        this.restartCost = restartCost;
    }

    /** Plays all jobs, in order of submission, to the end. */
    void play(List<Job> jobs) {
        int next = 0;
        while (next < jobs.size() || !ends.isEmpty()) {
            long at = soonest(next < jobs.size() ? jobs.get(next).submit : Long.MAX_VALUE);
            heldMillis += (double) session.held(flavor) * (at - now);
            now = at;
            while (!ends.isEmpty() && ends.peek().at <= now) end(ends.poll());
            while (next < jobs.size() && jobs.get(next).submit <= now) submit(jobs.get(next++));
            decide();
        }
    }

    private long soonest(long arrival) {
        long soonest = Math.min(arrival, ends.isEmpty() ? Long.MAX_VALUE : ends.peek().at);
        Instant wake = session.isUnsettled() ? instant(now) : session.nextWake(instant(now));
        if (wake == null) return soonest;
        return Math.max(now, Math.min(soonest, Duration.between(START, wake).toMillis()));
    }

    private static Instant instant(long millis) {
        return START.plusMillis(millis);
    }

    private void submit(Job job) {
        runs.put(job.id, new Run(job));
        Profile profile = new Profile(Kind.TRAINING, job.priority, true);
        Instant at = instant(job.submit);
        session.submit(
                new Waiting(
                        job.id,
                        job.team,
                        Choice.of(flavor),
                        job.gpus,
                        Range.exactly(job.gpus),
                        profile,
                        Duration.ZERO,
                        at,
                        null,
                        at.plus(TERM),
                        null),
                instant(now));
    }

    /** Of a run that was stopped meanwhile, an older end means nothing any more. */
    private void end(End end) {
        if (end.run.left > 0 && end.run.startedAt == end.startedAt) {
            end.run.left = 0;
            session.end(end.run.job.id);
        }
    }

    private void decide() {
        long begun = System.nanoTime();
        Round round = session.decide(instant(now));
        long took = System.nanoTime() - begun;
        nanos.add(took);
        reclaims += round.reclaims();
        for (Round.Start start : round.starts()) start(runs.get(start.request()));
        for (Round.Loss loss : round.losses()) stop(runs.get(loss.lease()));
        long decided = round.starts().size() + round.losses().size();
        decisions += decided;
        for (long i = 0; i < decided; i++) perDecision.add(took / decided);
    }

    private void start(Run run) {
        run.startedAt = now;
        if (run.firstStart < 0) run.firstStart = now;
        ends.add(new End(now + run.left, run, now));
    }

    private void stop(Run run) {
        run.left += restartCost - (now - run.startedAt);
        run.startedAt = -1;
        run.stops++;
    }

    List<Run> runs() {
        return List.copyOf(runs.values());
    }

    long decisions() {
        return decisions;
    }

    long reclaims() {
        return reclaims;
    }

    /** Milliseconds from the start to the last end. */
    long makespan() {
        return now;
    }

    /** GPUs held on average from the start to the last end. */
    double meanHeld() {
        return heldMillis / now;
    }

    int rounds() {
        return nanos.size();
    }

    /** Time spent deciding, in seconds. */
    double seconds() {
        return nanos.stream().mapToLong(Long::longValue).sum() / 1e9;
    }

    /** Time that share of the rounds stayed within, in milliseconds. */
    double percentile(double share) {
        return percentile(nanos, share);
    }

    /** The same of single decisions; those of one round take equal parts of it. */
    double percentileOfDecisions(double share) {
        return percentile(perDecision, share);
    }

    private static double percentile(List<Long> nanos, double share) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, (long) (sorted.size() * share))) / 1e6;
    }
}
