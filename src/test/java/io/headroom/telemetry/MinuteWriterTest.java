package io.headroom.telemetry;

import static io.headroom.telemetry.Readings.GPU;
import static io.headroom.telemetry.Readings.NOON;
import static io.headroom.telemetry.Readings.busy;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import io.headroom.telemetry.UsageRepository.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A round of scrapes every 15 seconds, and a database that is there or not. */
class MinuteWriterTest {
    private static final UUID DEVICE = new UUID(0, 1);
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final List<Row> database = new ArrayList<>();
    private final MinuteWriter minutes = new MinuteWriter(INTERVAL, this::holdings, this::verdict, this::insert);
    private boolean away;
    private String holder;

    @Test
    void aMeasuredMinuteHasItsFiguresAndItsHolder() {
        holder = "vision";
        round(0, 0.25);
        round(15, 0.75);
        rounds(30, 75);
        assertThat(database).hasSize(1);
        assertThat(database.getFirst())
                .returns(NOON, Row::minute)
                .returns(DEVICE, Row::device)
                .returns("vision", Row::team)
                .returns(0.5, Row::busyAvg)
                .returns(0.75, Row::busyMax)
                .returns(2, Row::samples);
    }

    @Test
    void aHeldDeviceIsJudgedAtTheEndOfTheMinute() {
        holder = "vision";
        round(0, 0.25);
        rounds(15, 195);
        assertThat(database).extracting(Row::verdict).containsExactly("BUSY", "IDLE_HELD", "IDLE_HELD");
    }

    @Test
    void whatNobodyHoldsIsFree() {
        round(0, 0.25);
        rounds(15, 75);
        assertThat(database).extracting(Row::verdict).containsExactly("FREE");
        assertThat(database).extracting(Row::lease).containsOnlyNulls();
    }

    @Test
    void minutesInWhichNoTargetAnswersAreRecorded() {
        holder = "vision";
        round(0, 0.25);
        rounds(15, 255);
        assertThat(database).extracting(Row::minute).containsExactly(minute(0), minute(1), minute(2), minute(3));
        assertThat(database.getLast()).returns(0, Row::samples).returns(null, Row::busyAvg);
    }

    /** A Prometheus server scraped in the minute's last second; we hear of it in the round after the next. */
    @Test
    void aMinuteWaitsAnIntervalForWhatIsHeardLate() {
        round(0, 0.25);
        rounds(15, 60);
        assertThat(database).isEmpty();
        minutes.add(NOON.plusSeconds(59), busy(0.75));
        rounds(75, 75);
        assertThat(database).extracting(Row::busyMax).containsExactly(0.75);
    }

    @Test
    void anOutageOfTheDatabaseLosesNoMinute() {
        round(0, 0.25);
        away = true;
        for (int second = 15; second < 600; second += 15) round(second, 0.5);
        assertThat(database).isEmpty();
        away = false;
        rounds(600, 615);
        assertThat(database)
                .hasSize(10)
                .extracting(Row::minute)
                .startsWith(minute(0))
                .endsWith(minute(9));
        assertThat(database.getLast()).returns(4, Row::samples);
    }

    @Test
    void aMinuteBelongsToWhoeverHeldTheDeviceThen() {
        holder = "vision";
        round(0, 0.25);
        rounds(15, 60);
        holder = "nlp";
        rounds(75, 135);
        assertThat(database).extracting(Row::team).containsExactly("vision", "nlp");
    }

    @Test
    void whatWaitsKeepsTheHolderOfItsTime() {
        holder = "vision";
        rounds(0, 15);
        away = true;
        rounds(30, 195);
        holder = "nlp";
        away = false;
        rounds(210, 315);
        assertThat(database).extracting(Row::team).containsExactly("vision", "vision", "vision", "nlp", "nlp");
    }

    @Test
    void aClockSetBackByTenMinutesIsFollowed() {
        round(0, 0.25);
        rounds(15, 75);
        database.clear();
        for (int second = -600; second <= -400; second += 15) round(second, 0.5);
        assertThat(database).extracting(Row::minute).containsExactly(minute(-11), minute(-10), minute(-9), minute(-8));
        assertThat(database.getLast()).returns(4, Row::samples);
    }

    @Test
    void theLastMinuteThatEndedIsWrittenAtTheEnd() {
        round(0, 0.25);
        rounds(15, 60);
        minutes.writeLast(NOON.plusSeconds(70));
        assertThat(database).extracting(Row::minute).containsExactly(NOON);
    }

    /** PostgreSQL takes 1e-50 for no real number, and would refuse every GPU's minute with it. */
    @Test
    void aRatioTooSmallForItsColumnIsZero() {
        round(0, 1e-50);
        rounds(15, 75);
        assertThat(database.getFirst()).returns(0.0, Row::busyAvg).returns(0.0, Row::busyMax);
    }

    private void round(int second, double busy) {
        minutes.add(NOON.plusSeconds(second), busy(busy));
        minutes.write(NOON.plusSeconds(second));
    }

    /** Rounds without an answer. */
    private void rounds(int first, int last) {
        for (int second = first; second <= last; second += 15) minutes.write(NOON.plusSeconds(second));
    }

    private static Instant minute(int number) {
        return NOON.plusSeconds(60L * number);
    }

    private Holdings holdings() {
        requireDatabase();
        Assignment held = holder == null ? null : new Assignment(new UUID(0, 2), holder, "TRAINING", NOON);
        Device device = new Device(DEVICE, "n1", 0, GPU.uuid(), "", "X", "x", null, NOON, null, held);
        return new Holdings(List.of(device), Set.of());
    }

    /** Busy in the first minute. */
    private UseVerdict verdict(Device device, Instant at) {
        return at.isAfter(minute(1)) ? UseVerdict.IDLE_HELD : UseVerdict.BUSY;
    }

    private void insert(List<Row> rows) {
        requireDatabase();
        database.addAll(rows);
    }

    private void requireDatabase() {
        if (away) throw new IllegalStateException("the database is away");
    }
}
