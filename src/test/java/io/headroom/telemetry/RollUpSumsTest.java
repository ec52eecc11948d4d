package io.headroom.telemetry;

import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.allocator.Kind;
import io.headroom.testing.MigratedDatabase;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minutes add up to hours and hours to days, to the second, whatever happened in them. */
class RollUpSumsTest {
    private static final Instant MIDNIGHT = Instant.parse("2026-03-01T00:00:00Z");
    private static final Span.Period TWO_DAYS = new Span.Period(MIDNIGHT, MIDNIGHT.plus(2, DAYS));
    private static final List<String> TEAMS = List.of("vision", "nlp");
    private static final List<String> VERDICTS = List.of("BUSY", "IDLE_HELD", "UNKNOWN", "FREE", "OUT");
    private static final List<String> UNHELD = List.of("FREE", "OUT");
    private static final String HOLD = """
            WITH l AS (
                INSERT INTO lease (team, flavor, flavors, kind, purpose, owner, gpus, min_gpus, max_gpus, held, phase,
                                   term_seconds, submitted_at, started_at, ends_at)
                VALUES ('nlp', 'h100', '{h100}', ?, 'test', 'test', 1, 1, 1, 1, 'ACTIVE', 2592000, ?, ?, ?) RETURNING id),
            d AS (SELECT id, uuid FROM device WHERE id NOT IN (SELECT device FROM assignment) ORDER BY gpu_index LIMIT 1),
            a AS (INSERT INTO assignment (device, lease, team, kind, since) SELECT d.id, l.id, 'nlp', ?::text, ?::timestamptz FROM l, d)
            SELECT uuid FROM d""";
    private static MigratedDatabase database;

    private final Jdbi jdbi = database.jdbi();
    private final UsageRepository minutes = new UsageRepository(jdbi);
    private final RollUpRepository rollUps = new RollUpRepository(jdbi);
    private final HistoryRepository history = new HistoryRepository(jdbi);

    @BeforeAll
    static void start() throws IOException {
        database = MigratedDatabase.start("history-test");
        database.jdbi().useHandle(handle -> handle.execute("""
                INSERT INTO cohort (name) VALUES ('research');
                INSERT INTO team (name, cohort) VALUES ('nlp', 'research');
                INSERT INTO flavor (name) VALUES ('h100');
                INSERT INTO node (name) VALUES ('n1');
                INSERT INTO device (node, gpu_index, uuid, model, flavor, health_since)
                SELECT 'n1', i, 'GPU-' || i, 'H100', 'h100', now() FROM generate_series(0, 3) i"""));
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
    }

    @BeforeEach
    void empty() {
        jdbi.useHandle(handle -> handle.execute("""
                TRUNCATE usage_minute, usage_hour, usage_day, team_hour, team_day, watched_hour, assignment, lease CASCADE;
                DELETE FROM device WHERE gpu_index > 3"""));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void minutesAddUpToHoursAndHoursToDays(long seed) {
        minutes.add(anEvening(new Random(seed)));
        addUp();

        for (UsageFilter filter : filters()) {
            Usage measured = total(Grain.MINUTE, filter);
            assertThat(total(Grain.HOUR, filter))
                    .as("hours, seed %d, %s", seed, filter)
                    .isEqualTo(measured);
            assertThat(total(Grain.DAY, filter))
                    .as("days, seed %d, %s", seed, filter)
                    .isEqualTo(measured);
        }
        assertThat(total(Grain.DAY, UsageFilter.ALL).held())
                .isEqualTo(TEAMS.stream()
                        .mapToLong(it -> total(Grain.DAY, UsageFilter.team(it)).held())
                        .sum());
    }

    /** Whatever of the evening is added up, and however many of its minutes come late, charts show the same. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 4, 6, 7})
    void whatIsNotAddedUpYetCountsAllTheSame(int hoursAddedUp) {
        List<UsageRepository.Row> evening = anEvening(new Random(21));
        List<UsageRepository.Row> late = evening.subList(0, 40);
        minutes.add(evening.subList(40, evening.size()));
        for (int i = 0; i < hoursAddedUp; i++)
            addUp(rollUps.due(MIDNIGHT.plus(30, DAYS)).getFirst());
        minutes.add(late);

        for (UsageFilter filter : filters()) {
            Usage measured = total(Grain.MINUTE, filter);
            assertThat(total(Grain.HOUR, filter)).as("hours, %s", filter).isEqualTo(measured);
            assertThat(total(Grain.DAY, filter)).as("days, %s", filter).isEqualTo(measured);
        }
        TimeGrid hours = new TimeGrid(Grain.HOUR, Duration.ofHours(2), 24);
        assertThat(history.cells(hours, devices(), MIDNIGHT.plus(2, DAYS).minusSeconds(1)).stream()
                        .mapToLong(UsageCell::busy)
                        .sum())
                .isEqualTo(total(Grain.MINUTE, UsageFilter.ALL).busy());
    }

    /** Ten minutes of the running two hours are over, one of them was written down. */
    @Test
    void aCellSaysHowMuchOfItNobodyWatched() {
        UUID device = devices().getFirst();
        minutes.add(List.of(row(MIDNIGHT, device, "FREE", null, false)));
        TimeGrid hours = new TimeGrid(Grain.HOUR, Duration.ofHours(2), 24);
        assertThat(history.cells(hours, List.of(device), MIDNIGHT.plusSeconds(600)))
                .singleElement()
                .isEqualTo(new UsageCell(device, 23, 0, 0, 0, 60, 0, 540, null));
    }

    /** The other GPU was measured for two hours, this one for a minute of the first. */
    @Test
    void whereADeviceHasNoDataItHasNoPoint() {
        UUID device = devices().getFirst();
        UUID other = devices().getLast();
        minutes.add(List.of(
                row(MIDNIGHT, device, "BUSY", "vision", false),
                row(MIDNIGHT, other, "BUSY", "vision", false),
                row(MIDNIGHT.plusSeconds(60), other, "BUSY", "vision", false),
                row(MIDNIGHT.plus(1, HOURS), other, "BUSY", "vision", false)));
        for (int round = 0; round < 2; round++) {
            for (Grain grain : Grain.values())
                assertThat(history.usage(grain, UsageFilter.device(device), TWO_DAYS))
                        .as(grain + ", added up: " + (round > 0))
                        .containsExactly(new Usage(MIDNIGHT, 60, 60, 0, 0, 0, 0, 0));
            assertThat(history.usage(Grain.HOUR, UsageFilter.ALL, TWO_DAYS)).hasSize(2);
            addUp();
        }
    }

    @Test
    void whatADeviceDidForATeamIsOfAllTheTimeItWasWatched() {
        UUID device = devices().getFirst();
        minutes.add(List.of(
                row(MIDNIGHT, device, "BUSY", "vision", false),
                row(MIDNIGHT.plusSeconds(60), device, "FREE", null, false)));
        UsageFilter visions = new UsageFilter("vision", null, device, null);
        assertThat(history.usage(Grain.HOUR, visions, TWO_DAYS))
                .containsExactly(new Usage(MIDNIGHT, 120, 60, 0, 0, 0, 0, 0));
    }

    @Test
    void whatIsOutOfUseIsNotFree() {
        UUID device = devices().getFirst();
        minutes.add(List.of(
                row(MIDNIGHT, device, "OUT", null, false), row(MIDNIGHT.plusSeconds(60), device, "FREE", null, false)));
        addUp();
        for (Grain grain : Grain.values())
            assertThat(total(grain, UsageFilter.ALL)).isEqualTo(new Usage(null, 120, 0, 0, 0, 60, 60, 0));
    }

    @Test
    void addingUpTwiceChangesNothing() {
        minutes.add(anEvening(new Random(9)));
        addUp();
        Usage once = total(Grain.DAY, UsageFilter.ALL);
        jdbi.useHandle(handle -> handle.execute("UPDATE watched_hour SET due = true"));
        addUp();
        assertThat(total(Grain.DAY, UsageFilter.ALL)).isEqualTo(once);
        assertThat(total(Grain.HOUR, UsageFilter.ALL)).isEqualTo(once);
    }

    @Test
    void aLateMinuteFindsItsPartitionAndIsAddedToItsHour() {
        Instant longAgo = MIDNIGHT.minus(40, DAYS);
        UUID device = devices().getFirst();
        minutes.add(List.of(row(MIDNIGHT, device, "BUSY", "vision", false)));
        addUp();
        minutes.add(List.of(
                row(MIDNIGHT.plusSeconds(60), device, "IDLE_HELD", "vision", true),
                row(longAgo, device, "BUSY", "vision", false)));
        addUp();

        assertThat(total(Grain.HOUR, UsageFilter.ALL)).isEqualTo(new Usage(null, 120, 60, 60, 0, 0, 0, 60));
        assertThat(history.usage(Grain.HOUR, UsageFilter.ALL, new Span.Period(longAgo, longAgo.plus(1, HOURS))))
                .singleElement()
                .extracting(Usage::busy)
                .isEqualTo(60L);
    }

    @Test
    void anHourNobodyWatchedIsAbsentAndOneWithoutTheTeamIsZero() {
        UUID device = devices().getFirst();
        minutes.add(List.of(
                row(MIDNIGHT, device, "BUSY", "vision", false),
                row(MIDNIGHT.plus(2, HOURS), device, "BUSY", "nlp", false)));
        addUp();
        assertThat(history.usage(Grain.HOUR, UsageFilter.team("vision"), TWO_DAYS))
                .containsExactly(
                        new Usage(MIDNIGHT, 60, 60, 0, 0, 0, 0, 0),
                        new Usage(MIDNIGHT.plus(2, HOURS), 60, 0, 0, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12})
    void aTeamsTotalsAreTheSameBeforeItsHoursAreAddedUpAndAfter(long seed) {
        minutes.add(anEvening(new Random(seed)));
        Map<String, UsageRepository.Totals> before = minutes.totals(MIDNIGHT);
        addUp();
        assertThat(minutes.totals(MIDNIGHT)).isEqualTo(before);
        assertThat(before.get("nlp").busy())
                .isEqualTo(total(Grain.DAY, UsageFilter.team("nlp")).busy());
        minutes.add(List.of(row(MIDNIGHT.plus(21, HOURS), spareDevice(), "BUSY", "nlp", false)));
        assertThat(minutes.totals(MIDNIGHT).get("nlp").busy())
                .as("a late minute counts at once")
                .isEqualTo(before.get("nlp").busy() + 60);
    }

    @Test
    void aWindowBeginsWithTheGrantAndIsAsLongAsTheKindSays() {
        Instant now = MIDNIGHT.plus(12, HOURS);
        DeviceKey young = hold(now.minus(2, HOURS), "INFERENCE");
        DeviceKey old = hold(now.minus(10, HOURS), "INFERENCE");
        DeviceKey training = hold(now.minus(10, HOURS), "TRAINING");
        for (UUID device : devices())
            minutes.add(LongStream.range(0, 12 * 60)
                    .mapToObj(it -> row(MIDNIGHT.plus(it, MINUTES), device, "BUSY", "nlp", false))
                    .toList());

        Map<DeviceKey, Window> windows =
                minutes.windows(Map.of(Kind.INFERENCE, Duration.ofHours(3)), now, now.minus(1, HOURS));

        assertThat(windows.get(young).samples()).isEqualTo(4 * 60);
        assertThat(windows.get(old).samples()).isEqualTo(4 * 120);
        assertThat(windows.get(old).maxBusy()).isEqualTo(0.75);
        assertThat(windows).doesNotContainKey(training);
    }

    /** One more of the four devices, held since then. */
    private DeviceKey hold(Instant since, String kind) {
        return jdbi.inTransaction(handle -> handle.select(HOLD, kind, since, since, since.plus(30, DAYS), kind, since)
                .map((row, _) -> DeviceKey.whole(row.getString("uuid")))
                .one());
    }

    private UUID spareDevice() {
        return jdbi.withHandle(handle -> handle.select("""
                        INSERT INTO device (node, gpu_index, uuid, model, flavor, health_since)
                        VALUES ('n1', 9, gen_random_uuid(), 'H100', 'h100', now()) RETURNING id""").mapTo(UUID.class).one());
    }

    @Test
    void theLastHourTellsTheMaximumOfEachMinute() {
        UUID device = devices().getFirst();
        minutes.add(List.of(new UsageRepository.Row(
                MIDNIGHT, device, lease("nlp"), "nlp", "BUSY", false, 0.25, 0.75, null, null, 4)));
        List<UsageRepository.Past> past = new ArrayList<>();
        minutes.lastHour(MIDNIGHT.plus(30, MINUTES), past::add);
        assertThat(past).containsExactly(new UsageRepository.Past(MIDNIGHT, DeviceKey.whole("GPU-0"), 0.25, 0.75, 4));
    }

    /** Minutes that begin within others make more than an hour of an hour, which a law refuses. */
    @Test
    void anHourThatCannotBeAddedUpHoldsUpNoOther() {
        Instant nextHour = MIDNIGHT.plus(1, HOURS);
        UUID device = devices().getFirst();
        minutes.add(LongStream.range(0, 61)
                .mapToObj(it -> row(MIDNIGHT.plusSeconds(50 * it), device, "BUSY", "nlp", false))
                .toList());
        minutes.add(List.of(row(nextHour, device, "BUSY", "nlp", false)));
        Clock clock = Clock.fixed(MIDNIGHT.plus(1, DAYS), ZoneOffset.UTC);

        new RollUps(rollUps, ShippedConfig.with(Map.of()), clock).catchUp();

        assertThat(rollUps.due(clock.instant())).containsExactly(MIDNIGHT);
        assertThat(history.usage(Grain.HOUR, UsageFilter.ALL, TWO_DAYS))
                .extracting(Usage::at)
                .as("one from its minutes, the other added up")
                .containsExactly(MIDNIGHT, nextHour);
    }

    @Test
    void aClockThatIsYearsAheadDropsNothing() {
        UUID device = devices().getFirst();
        minutes.add(List.of(row(MIDNIGHT, device, "BUSY", "nlp", false)));
        Instant ahead = MIDNIGHT.plus(4_000, DAYS);
        minutes.add(List.of(row(ahead, device, "BUSY", "nlp", false)));
        retention(ahead).keep();
        assertThat(minutesKept()).contains(MIDNIGHT);

        for (int hour = 0; hour <= 24; hour++)
            minutes.add(List.of(row(ahead.plus(hour, HOURS), device, "BUSY", "nlp", false)));
        retention(ahead.plus(25, HOURS)).keep();
        assertThat(minutesKept()).doesNotContain(MIDNIGHT).contains(ahead);
    }

    private Retention retention(Instant now) {
        return new Retention(rollUps, ShippedConfig.with(Map.of()), Clock.fixed(now, ZoneOffset.UTC));
    }

    @Test
    void oldPartitionsAreDroppedAndNothingElse() {
        UUID device = devices().getFirst();
        minutes.add(List.of(
                row(MIDNIGHT.minusSeconds(60), device, "BUSY", "vision", false),
                row(MIDNIGHT, device, "BUSY", "vision", false)));
        rollUps.dropPartitions(Grain.MINUTE, MIDNIGHT);
        assertThat(rollUps.dropPartitions(Grain.MINUTE, MIDNIGHT)).isZero();
        assertThat(minutesKept()).containsExactly(MIDNIGHT);
    }

    /** Whatever the planner reads first: tables without a date in their names are no partitions. */
    @Test
    void partitionsAreToldFromOtherTables() {
        minutes.add(List.of(row(MIDNIGHT.minusSeconds(60), devices().getFirst(), "BUSY", "vision", false)));
        jdbi.useTransaction(handle -> {
            handle.execute("SET LOCAL enable_nestloop = off");
            handle.execute("SET LOCAL enable_mergejoin = off");
            int dropped = handle.select("SELECT drop_partitions('usage_minute', 'day', ?)", MIDNIGHT)
                    .mapTo(Integer.class)
                    .one();
            assertThat(dropped).isOne();
        });
    }

    private List<Instant> minutesKept() {
        return jdbi.withHandle(handle -> handle.select("SELECT minute FROM usage_minute")
                .mapTo(Instant.class)
                .list());
    }

    @Test
    void replicasMakeThePartitionsOfAYearAtOnce() throws Exception {
        Instant then = MIDNIGHT.minus(3_000, DAYS);
        try (var replicas = Executors.newFixedThreadPool(4)) {
            Callable<Void> one = () -> {
                for (int day = 0; day < 365; day++)
                    rollUps.makePartitions(Grain.MINUTE, then.plus(day, DAYS), then.plus(day, DAYS));
                return null;
            };
            for (var done : replicas.invokeAll(Collections.nCopies(4, one))) done.get();
        }
        assertThat(rollUps.dropPartitions(Grain.MINUTE, then.plus(365, DAYS))).isEqualTo(365);
    }

    @Test
    void aHeatMapsCellsHaveTheSameSecondsAsTheLines() {
        minutes.add(anEvening(new Random(10)));
        addUp();
        Instant now = MIDNIGHT.plus(2, DAYS).minusSeconds(1);
        TimeGrid quarters = new TimeGrid(Grain.MINUTE, Duration.ofMinutes(15), 192);
        List<UsageCell> cells = history.cells(quarters, devices(), now);
        assertThat(cells).allSatisfy(cell -> assertThat(cell.index()).isBetween(0, 191));
        Usage all = total(Grain.MINUTE, UsageFilter.ALL);
        assertThat(cells.stream().mapToLong(UsageCell::busy).sum()).isEqualTo(all.busy());
        assertThat(cells.stream().mapToLong(UsageCell::free).sum()).isEqualTo(all.free());
    }

    private void addUp() {
        Instant until = MIDNIGHT.plus(30, DAYS);
        for (Instant hour : rollUps.due(until)) {
            addUp(hour);
        }
    }

    private void addUp(Instant hour) {
        rollUps.makePartitions(Grain.HOUR, hour, hour);
        rollUps.addUp(Grain.HOUR, hour);
        rollUps.done(hour);
        rollUps.addUp(Grain.DAY, hour.truncatedTo(DAYS));
    }

    private Usage total(Grain grain, UsageFilter filter) {
        List<Usage> all = history.usage(grain, filter, TWO_DAYS);
        assertThat(all).allSatisfy(it -> {
            assertThat(it.busy() + it.idleHeld() + it.unknown()).isEqualTo(it.held());
            assertThat(it.own() + it.borrowed()).isEqualTo(it.held());
            assertThat(it.held() + it.free() + it.unhealthy()).isEqualTo(it.total());
            assertThat(it.own()).isNotNegative();
        });
        return all.stream()
                .reduce(
                        new Usage(null, 0, 0, 0, 0, 0, 0, 0),
                        (a, b) -> new Usage(
                                null,
                                a.watched() + b.watched(),
                                a.busy() + b.busy(),
                                a.idleHeld() + b.idleHeld(),
                                a.unknown() + b.unknown(),
                                a.free() + b.free(),
                                a.unhealthy() + b.unhealthy(),
                                a.borrowed() + b.borrowed()));
    }

    private List<UsageFilter> filters() {
        List<UsageFilter> filters = new ArrayList<>(List.of(UsageFilter.ALL, UsageFilter.flavor("h100")));
        for (String team : TEAMS) {
            filters.add(UsageFilter.team(team));
            filters.add(UsageFilter.lease(lease(team)));
        }
        devices().forEach(device -> filters.add(UsageFilter.device(device)));
        return filters;
    }

    private List<UUID> devices() {
        return jdbi.withHandle(handle -> handle.select("SELECT id FROM device ORDER BY gpu_index")
                .mapTo(UUID.class)
                .list());
    }

    /** From 20:00 to 04:00: holders change within hours, minutes are missing, and one hour is not there at all. */
    private List<UsageRepository.Row> anEvening(Random random) {
        List<UsageRepository.Row> rows = new ArrayList<>();
        for (UUID device : devices())
            for (int minute = 20 * 60; minute < 28 * 60; minute++) {
                boolean portalWasOff = minute / 60 == 22;
                if (portalWasOff || random.nextInt(50) == 0) continue;
                String verdict = VERDICTS.get(random.nextInt(VERDICTS.size()));
                String team = UNHELD.contains(verdict) ? null : TEAMS.get(random.nextInt(2));
                rows.add(row(
                        MIDNIGHT.plusSeconds(60L * minute),
                        device,
                        verdict,
                        team,
                        team != null && random.nextBoolean()));
            }
        return rows;
    }

    private static UsageRepository.Row row(Instant at, UUID device, String verdict, String team, boolean borrowed) {
        Double busy = verdict.equals("BUSY") ? 0.75 : null;
        UUID lease = team == null ? null : lease(team);
        return new UsageRepository.Row(
                at, device, lease, team, verdict, borrowed, busy, busy, null, null, busy == null ? 0 : 4);
    }

    private static UUID lease(String team) {
        return UUID.nameUUIDFromBytes(team.getBytes());
    }
}
