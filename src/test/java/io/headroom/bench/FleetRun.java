package io.headroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.headroom.local.fleet.ExporterFarm;
import io.headroom.local.fleet.FarmNode;
import io.headroom.testing.Browser;
import io.headroom.testing.MigratedDatabase;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * {@code ./headroom bench fleet [minutes]}: a portal of its own watches 1,250 exporters of 8 GPUs, with 500 open boards.
 * Half-way three more targets join that misbehave; the others must not notice. Ends with 1 if a bar is missed.
 */
final class FleetRun {
    private static final Path HOME = Path.of("target", "bench", "fleet").toAbsolutePath();
    private static final Set<String> BAD = Set.of(ExporterFarm.HUNG, ExporterFarm.GARBAGE, ExporterFarm.DRIP);
    private static final int GPUS = FarmNode.NODES * FarmNode.GPUS;
    private static final int BOARDS = 500;
    private static final Duration WARM_UP = Duration.ofSeconds(90);
    private static final Duration SETTLED = Duration.ofSeconds(20);
    private static final int LOOKS = 20;

    private final Farm farm;
    private final FleetWorld world;
    private final PortalProcess portal;
    private final Path targets;
    private final Timings heard = new Timings();
    private final List<String> missed = new ArrayList<>();
    private int deaf;

    private FleetRun(Farm farm, FleetWorld world, PortalProcess portal, Path targets) {
        this.farm = farm;
        this.world = world;
        this.portal = portal;
        this.targets = targets;
    }

    /** @return whether every bar was met */
    static boolean main(int minutes) throws Exception {
        int port = Integer.parseInt(System.getenv().getOrDefault("HEADROOM_PORT", "18080"));
        RestAssured.port = port;
        try (MigratedDatabase database = MigratedDatabase.start("bench/fleet-database");
                Farm farm = new Farm()) {
            Files.createDirectories(HOME);
            Path targets = HOME.resolve("targets.txt");
            list(targets, farm, false);
            FleetWorld world = new FleetWorld(database.jdbi());
            world.addTeams();
            Map<String, String> settings = Map.of(
                    "HEADROOM_DB_URL", database.jdbcUrl(),
                    "HEADROOM_DB_USER", database.user(),
                    "HEADROOM_TELEMETRY_TARGETS_FILE", targets.toString());
            try (PortalProcess portal = new PortalProcess(port, HOME, settings)) {
                FleetRun run = new FleetRun(farm, world, portal, targets);
                run.settle();
                run.measure(Duration.ofMinutes(minutes));
                run.missed.forEach(bar -> System.out.println("MISSED: " + bar));
                return run.missed.isEmpty();
            }
        }
    }

    private static void list(Path targets, Farm farm, boolean withBad) throws IOException {
        List<String> listed = new ArrayList<>();
        farm.targets().forEach((name, address) -> {
            if (withBad || !BAD.contains(name)) listed.add(address);
        });
        Files.write(targets, listed);
    }

    /** The whole fleet is seen for the first time, then held. */
    private void settle() throws InterruptedException {
        while (world.devices() < GPUS) Thread.sleep(200);
        print("%,d GPUs of %,d exporters are in the inventory", world.devices(), FarmNode.NODES);
        world.addLeases(Instant.now());
        print("%,d of them are held", world.held());
        Thread.sleep(WARM_UP);
    }

    private void measure(Duration length) throws IOException, InterruptedException {
        try (Boards boards =
                new Boards(BOARDS, portal.api().address(), portal.api().token("admin"))) {
            boards.awaitOpen();
            Instant from = Instant.now();
            Duration cpu = portal.cpu();
            Duration databaseCpu = databaseCpu();
            changeUntil(from.plus(length.dividedBy(2)), boards);
            lag("all well");
            list(targets, farm, true);
            changeUntil(from.plus(length), boards);
            Duration wall = Duration.between(from, Instant.now());
            share("portal", portal.cpu().minus(cpu), wall);
            share("PostgreSQL", databaseCpu().minus(databaseCpu), wall);
            share("both", portal.cpu().minus(cpu).plus(databaseCpu()).minus(databaseCpu), wall);
            lag("with three bad targets");
            print("bad targets late: %.0f", portal.metric("headroom_scrape_late_targets"));
            minutes(from, Instant.now());
        }
        heard.print("change -> board");
        // A change that comes right after another signal is told with the next one, up to 2 s later.
        bar(
                deaf == 0 && heard.millis(0.95) < 1_000 && heard.millis(1) < 3_000,
                BOARDS + " boards hear of 95 of 100 changes within 1 s and of all within 3 s (" + deaf + " did not)");
        memory();
        pages();
    }

    /** Asks for a GPU and gives it back, and notes when each board heard of it. */
    private void changeUntil(Instant end, Boards boards) throws IOException, InterruptedException {
        while (Instant.now().isBefore(end)) {
            String token = portal.api().token("vision-lead");
            boards.awaitQuiet();
            JsonNode request = portal.api().askForOne("vision", FarmNode.FLAVOR, token);
            Thread.sleep(Duration.ofSeconds(3));
            deaf += boards.note(Instant.parse(request.path("submittedAt").asText()), "requests", heard);
            String lease = request.path("lease").asText();
            portal.api().call("POST", "/api/v1/leases/" + lease + "/releases", token, "{}");
            Thread.sleep(Duration.ofSeconds(2));
        }
    }

    /** Over the last two minutes, as the portal measures it. */
    private void lag(String when) {
        double worst = portal.metric("headroom_scrape_lag_seconds_max", "outcome=\"read\"");
        double p99 = readWithin("0.99");
        print(
                "scrape, due -> done, %s: median %.1f ms  p99 %.1f ms  max %.1f ms",
                when, readWithin("0.5") * 1e3, p99 * 1e3, worst * 1e3);
        bar(p99 < 1, "99 of 100 good targets are read within 1 s, " + when);
    }

    private double readWithin(String quantile) {
        return portal.metric("headroom_scrape_lag_seconds", "outcome=\"read\"", "quantile=\"" + quantile + "\"");
    }

    private void share(String whose, Duration cpu, Duration wall) {
        double share =
                (double) cpu.toMillis() / wall.toMillis() / Runtime.getRuntime().availableProcessors();
        print("%s: %.1f %% of the machine over %d s", whose, 100 * share, wall.toSeconds());
        bar(share < 0.3, whose + " in less than 30 % of the machine");
    }

    private void minutes(Instant from, Instant until) throws InterruptedException {
        Thread.sleep(SETTLED); // the last minute is written at the end of the round after it
        Instant first = from.truncatedTo(ChronoUnit.MINUTES);
        Instant last = until.truncatedTo(ChronoUnit.MINUTES);
        FleetWorld.Minutes written = world.minutes(first, last);
        long expected = ChronoUnit.MINUTES.between(first, last);
        print(
                "%d of %d minutes, %,d rows, %,d with a sample missing, %,d without any",
                written.minutes(), expected, written.rows(), written.thin(), written.blank());
        bar(written.minutes() == expected && written.rows() == expected * GPUS, "no minute of any GPU is lost");
        bar(written.blank() == 0, "each was measured");
        double writes = portal.metric("headroom_usage_write_seconds_count");
        print(
                "a minute is written in %.0f ms on average, %.0f ms at most lately",
                1e3 * portal.metric("headroom_usage_write_seconds_sum") / writes,
                1e3 * portal.metric("headroom_usage_write_seconds_max"));
    }

    private void memory() throws IOException, InterruptedException {
        print("resident: %d MiB, %d MiB at most", portal.memory("VmRSS"), portal.memory("VmHWM"));
        print("heap that lives: %d MiB", portal.liveHeap());
    }

    private void pages() {
        Browser admin = Browser.signedInAs("admin");
        for (String path : List.of("/board", "/fleet", "/fleet?page=79", "/use", "/findings")) page(path, admin);
    }

    private static void page(String path, Browser browser) {
        Timings timings = new Timings();
        int bytes = 0;
        for (int i = 0; i < LOOKS; i++) {
            long begun = System.nanoTime();
            bytes = browser.get(path).body().getBytes(StandardCharsets.UTF_8).length;
            timings.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        timings.print(path + ", " + bytes / 1000 + " kB");
    }

    /** PostgreSQL is nobody's child: it says itself who it is. */
    private static Duration databaseCpu() throws IOException {
        Path pid = Path.of("target", "bench", "fleet-database", "postgres", "postmaster.pid");
        ProcessHandle server = ProcessHandle.of(
                        Long.parseLong(Files.readAllLines(pid).getFirst()))
                .orElseThrow();
        return server.descendants()
                .map(it -> it.info().totalCpuDuration().orElse(Duration.ZERO))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private void bar(boolean met, String bar) {
        if (!met) missed.add(bar);
    }

    private static void print(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }
}
