package io.headroom.bench;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Flavor;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Quota;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.World;
import io.headroom.bench.ClusterReplay.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Kueue's two shapes and a real trace, replayed with a simulated clock; the bars are in the rules of allocation, section 8. */
final class AllocatorRun {
    private static final String GPU = "gpu";
    private static final Path PHILLY = Path.of("..", "shared", "traces", "philly.csv.gz");

    private AllocatorRun() {}

    static void main() throws IOException {
        for (int warm = 0; warm < 3; warm++) shape("", 5, 6);
        shape("Kueue's baseline, 30 teams, 15,000 requests", 5, 6);
        shape("Kueue's large scale, 1,000 teams, 50,000 requests", 10, 100);
        if (Files.exists(PHILLY)) for (int run = 0; run < 5; run++) Philly.replay(PHILLY);
        else System.out.println("philly: skipped, there is no " + PHILLY);
    }

    /**
     * Kueue's own test: per team 350 jobs of 1 GPU and 200 ms every 100 ms, 100 of 5 GPUs and 500 ms every 500 ms, 50 of
     * 20 GPUs and 1 s every 1.2 s; in the large scale a tenth of that per team.
     */
    private static void shape(String name, int cohorts, int teamsEach) {
        boolean large = cohorts * teamsEach > 100;
        List<Job> jobs = new ArrayList<>();
        for (int c = 0; c < cohorts; c++)
            for (int t = 0; t < teamsEach; t++) {
                String team = "team-" + c + "-" + t;
                add(jobs, team, large ? 35 : 350, new Job("small", team, 1, 50, 100, 200));
                add(jobs, team, large ? 10 : 100, new Job("medium", team, 5, 100, 500, 500));
                add(jobs, team, large ? 5 : 50, new Job("large", team, 20, 200, 1200, 1000));
            }
        jobs.sort(Comparator.comparingLong(Job::submit).thenComparing(Job::id));
        ClusterReplay replay = new ClusterReplay(world(cohorts, teamsEach), 0);
        replay.play(jobs);
        if (!name.isEmpty()) print(name, replay, jobs, 20 * cohorts * teamsEach);
    }

    private static void add(List<Job> jobs, String team, int count, Job like) {
        for (int i = 0; i < count; i++)
            jobs.add(new Job(
                    team + "-" + like.id() + "-" + i,
                    team,
                    like.gpus(),
                    like.priority(),
                    i * like.submit(),
                    like.duration()));
    }

    private static World world(int cohorts, int teamsEach) {
        List<Cohort> nodes = new ArrayList<>();
        List<Team> teams = new ArrayList<>();
        Map<String, Quota> quota = Map.of(GPU, Quota.nominal(20).borrowingAtMost(100));
        for (int c = 0; c < cohorts; c++) {
            nodes.add(new Cohort("cohort-" + c, null, Standing.DEFAULT, Map.of(GPU, Quota.NONE.borrowingAtMost(0))));
            for (int t = 0; t < teamsEach; t++)
                teams.add(new Team("team-" + c + "-" + t, "cohort-" + c, Standing.DEFAULT, quota, TeamRules.DEFAULT));
        }
        Flavor flavor = new Flavor(GPU, 20 * cohorts * teamsEach);
        return new World(Policy.DEFAULT, List.of(flavor), nodes, teams, List.of(), List.of(), List.of(), List.of());
    }

    private static void print(String name, ClusterReplay replay, List<Job> jobs, int capacity) {
        double work = jobs.stream()
                .mapToDouble(job -> (double) job.gpus() * job.duration())
                .sum();
        long last = jobs.stream()
                .mapToLong(job -> job.submit() + job.duration())
                .max()
                .orElseThrow();
        double ideal = Math.max(work / capacity, last);
        System.out.printf(
                "%s: %,d decisions in %.2f s = %,.0f/s; p99 of a decision %.3f ms, of a round %.2f ms; mean quota use %.1f %%; makespan %.2f x ideal%n",
                name,
                replay.decisions(),
                replay.seconds(),
                replay.decisions() / replay.seconds(),
                replay.percentileOfDecisions(0.99),
                replay.percentile(0.99),
                100 * replay.meanHeld() / capacity,
                replay.makespan() / ideal);
    }
}
