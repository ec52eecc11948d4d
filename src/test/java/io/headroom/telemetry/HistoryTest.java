package io.headroom.telemetry;

import static io.headroom.testing.Api.api;
import static java.time.temporal.ChronoUnit.DAYS;
import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Use over time in the portal: room ahead, old use dropped, what was missed caught up, and asked for over REST. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class HistoryTest {
    private static final UUID LEASE = new UUID(7, 7);

    @Inject
    SmallWorld world;

    @Inject
    UsageRepository minutes;

    @Inject
    RollUps rollUps;

    @Inject
    Retention retention;

    @Inject
    Devices devices;

    @Inject
    Jdbi jdbi;

    private Instant hour;
    private UUID device;

    @BeforeEach
    void reset() {
        world.reset();
        hour = TestClock.now().truncatedTo(HOURS).minus(5, HOURS);
        device = devices.all().stream().map(Device::id).findFirst().orElseThrow();
    }

    @AfterEach
    void backToNow() {
        TestClock.reset();
    }

    @Test
    void thereIsRoomForTheDaysToCome() {
        retention.keep();
        retention.keep();
        for (int ahead = 0; ahead <= 3; ahead++)
            assertThat(partitions("usage_minute"))
                    .contains("usage_minute_" + day(TestClock.now().plus(ahead, DAYS)));
    }

    @Test
    void minutesAreDroppedAfterTwoWeeksAndTheirHoursStay() {
        add(hour, "BUSY", 60);
        rollUps.catchUp();
        assertThat(partitions("usage_minute")).contains("usage_minute_" + day(hour));

        TestClock.advance(Duration.ofDays(16));
        watchADay();
        retention.keep();

        assertThat(partitions("usage_minute")).doesNotContain("usage_minute_" + day(hour));
        assertThat(history("7d", "").getList("points")).isEmpty();
        assertThat(history("30d", "").getLong("points.find { it.heldSeconds > 0 }.busySeconds"))
                .isEqualTo(3600);
    }

    @Test
    void aReaderThatDelaysADropLeavesTheRoomForMinutesToCome() {
        add(hour, "BUSY", 60);
        TestClock.advance(Duration.ofDays(30));
        watchADay();
        QuarkusTransaction.requiringNew().run(() -> {
            jdbi.useHandle(handle -> handle.execute("LOCK TABLE usage_minute_" + day(hour) + " IN ACCESS SHARE MODE"));
            try (var scheduler = Executors.newSingleThreadExecutor()) {
                assertThat(scheduler.submit(retention::keep))
                        .failsWithin(Duration.ofSeconds(30))
                        .withThrowableThat()
                        .withMessageContaining("lock timeout");
            }
        });
        assertThat(partitions("usage_minute"))
                .contains("usage_minute_" + day(hour))
                .contains("usage_minute_" + day(TestClock.now().plus(3, DAYS)));
    }

    @Test
    void whatWasMissedIsCaughtUpOnce() {
        add(hour.minus(2, HOURS), "BUSY", 60);
        add(hour, "IDLE_HELD", 30);
        rollUps.catchUp();
        assertThat(hoursDue()).isZero();
        assertPoint(hour.minus(2, HOURS), 3600, 3600, 0);
        assertPoint(hour, 1800, 0, 1800);
    }

    @Test
    void lateMinutesAreAddedToTheirHour() {
        add(hour, "BUSY", 10);
        rollUps.catchUp();
        add(hour.plus(20, MINUTES), "BUSY", 10);
        rollUps.catchUp();
        assertPoint(hour, 1200, 1200, 0);
    }

    @Test
    void aTeamsHistoryIsItsOwn() {
        add(hour, "BUSY", 60);
        rollUps.catchUp();
        assertThat(history("24h", "&team=nlp").getLong("points.heldSeconds.sum()"))
                .isEqualTo(3600);
        assertThat(history("24h", "&team=vision").getLong("points.heldSeconds.sum()"))
                .isZero();
        assertThat(history("24h", "&device=" + device).getLong("points.heldSeconds.sum()"))
                .isEqualTo(3600);
    }

    @Test
    void aFlavorsHistoryIsItsOwn() {
        add(hour, "BUSY", 60);
        jdbi.useHandle(handle -> handle.execute("INSERT INTO flavor (name) VALUES ('other-gpu')"));
        assertThat(history("24h", "&flavor=" + SmallWorld.FLAVOR).getLong("points.heldSeconds.sum()"))
                .isEqualTo(3600);
        assertThat(history("24h", "&flavor=other-gpu").getLong("points.heldSeconds.sum()"))
                .isZero();
    }

    /** As on the board and on the page of use, where everybody sees each GPU and each team. */
    @Test
    void aDevicesHistoryIsEverybodysWhoeverHoldsIt() {
        add(hour, "BUSY", 60);
        api("vision-lead").holding(Ask.gpus(1, SmallWorld.FLAVOR, "vision"), "admin");
        String path = "utilization/history?span=24h&device=" + device;
        for (String caller : List.of("nlp-lead", "vision-member", "search-lead", "admin"))
            assertThat(api(caller).read(path).getLong("points.find { it.at == '" + hour + "' }.heldSeconds"))
                    .as(caller)
                    .isEqualTo(3600);
    }

    /** The portal measured another GPU in that hour. */
    @Test
    void anHourWithoutDataOfADeviceIsAbsentAndNotZero() {
        add(hour, "BUSY", 60);
        UUID other = devices.all().getLast().id();
        String point = "points.find { it.at == '" + hour + "' }";
        assertThat(history("24h", "&device=" + other).getString(point)).isNull();
        assertThat(history("24h", "&device=" + device).getString(point)).isNotNull();
    }

    @Test
    void aLeasesHistoryIsItsTeams() {
        String lease = api("vision-lead").holding(Ask.gpus(1, SmallWorld.FLAVOR, "vision"), "admin");
        String path = "utilization/history?lease=" + lease;
        assertThat(api("nlp-lead").get(path).statusCode()).isEqualTo(404);
        assertThat(api("vision-member").get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotAddedUpYetIsShownFromItsMinutes() {
        add(hour, "BUSY", 60);
        assertPoint(hour, 3600, 3600, 0);
        rollUps.catchUp();
        assertPoint(hour, 3600, 3600, 0);
        Instant running = TestClock.now().truncatedTo(HOURS);
        add(running, "IDLE_HELD", 1);
        assertPoint(running, 60, 0, 60);
    }

    @Test
    void whatDoesNotExistIsNotFoundAndAnUnknownSpanIsRefused() {
        assertThat(api("nlp-lead").get("utilization/history?team=nobody").statusCode())
                .isEqualTo(404);
        assertThat(api("nlp-lead").get("utilization/history?lease=" + LEASE).statusCode())
                .isEqualTo(404);
        assertThat(api("nlp-lead").get("utilization/history?device=GPU-1").statusCode())
                .isEqualTo(404);
        assertThat(api("nlp-lead").get("utilization/history?flavor=nothing").statusCode())
                .isEqualTo(404);
        assertThat(api("nlp-lead").get("utilization/history?span=2w").statusCode())
                .isEqualTo(422);
    }

    private void add(Instant from, String verdict, int count) {
        List<UsageRepository.Row> rows = IntStream.range(0, count)
                .mapToObj(minute -> new UsageRepository.Row(
                        from.plus(minute, MINUTES), device, LEASE, "nlp", verdict, false, 0.5, 0.5, null, null, 4))
                .toList();
        minutes.add(rows);
    }

    /** So long that the clock is believed. */
    private void watchADay() {
        jdbi.useHandle(handle -> handle.execute("""
                INSERT INTO watched_hour (at, due)
                SELECT date_trunc('hour', ?::timestamptz, 'UTC') - hour * interval '1 hour', false
                FROM generate_series(0, 24) hour ON CONFLICT DO NOTHING""", TestClock.now()));
    }

    private int hoursDue() {
        return jdbi.withHandle(handle -> handle.select("SELECT count(*) FROM watched_hour WHERE due AND at <= ?", hour)
                .mapTo(Integer.class)
                .one());
    }

    private void assertPoint(Instant at, long held, long busy, long idle) {
        JsonPath history = history("24h", "&team=nlp");
        String point = "points.find { it.at == '" + at + "' }.";
        assertThat(history.getLong(point + "heldSeconds")).isEqualTo(held);
        assertThat(history.getLong(point + "busySeconds")).isEqualTo(busy);
        assertThat(history.getLong(point + "idleHeldSeconds")).isEqualTo(idle);
    }

    private static JsonPath history(String span, String filter) {
        return api("nlp-lead").read("utilization/history?span=" + span + filter);
    }

    private List<String> partitions(String parent) {
        return jdbi.withHandle(handle -> handle.select(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = ?::regclass", parent)
                .mapTo(String.class)
                .list());
    }

    private static String day(Instant at) {
        return DateTimeFormatter.BASIC_ISO_DATE.format(at.atZone(ZoneOffset.UTC).toLocalDate());
    }
}
