package io.headroom.telemetry;

import static io.headroom.telemetry.Readings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.UsageRepository.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnwrittenMinutesTest {
    private final UnwrittenMinutes unwritten = new UnwrittenMinutes(3);
    private final Set<Instant> refused = new HashSet<>();
    private RuntimeException refusal = new IllegalStateException("the database is away");
    private final List<Instant> tried = new ArrayList<>();
    private final List<Instant> written = new ArrayList<>();

    @Test
    void whatIsWrittenIsNotWrittenAgain() {
        add(1, 2);
        write();
        write();
        assertThat(written).containsExactly(minute(1), minute(2));
    }

    @Test
    void aMinuteWaitsUntilItIsWritten() {
        add(1, 2);
        refused.addAll(List.of(minute(1), minute(2)));
        write();
        assertThat(written).isEmpty();
        refused.clear();
        write();
        assertThat(written).containsExactly(minute(1), minute(2));
    }

    @Test
    void oneThatCannotBeWrittenHoldsUpNoOther() {
        add(1, 2, 3);
        refused.add(minute(1));
        write();
        assertThat(written).containsExactly(minute(2), minute(3));
    }

    /** Each try waits for a connection, and the next round of scrapes waits meanwhile. */
    @Test
    void aDatabaseThatIsAwayIsNotTriedForEveryMinute() {
        add(1, 2, 3);
        refused.addAll(List.of(minute(1), minute(2), minute(3)));
        write();
        assertThat(tried).containsExactly(minute(1), minute(2));
    }

    /** Or two of them would stop all later ones for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"22003", "23503"})
    void minutesThatTheDatabaseRefusesForWhatIsInThemAreGivenUp(String state) {
        add(1, 2, 3);
        refused.addAll(List.of(minute(1), minute(2)));
        refusal = new IllegalStateException("refused", new SQLException("refused", state));
        write();
        write();
        assertThat(written).containsExactly(minute(3));
        assertThat(tried).containsExactly(minute(1), minute(2), minute(3));
    }

    @Test
    void aLostConnectionIsNoFaultOfTheMinute() {
        add(1);
        refused.add(minute(1));
        refusal = new IllegalStateException("away", new SQLException("away", "08006"));
        write();
        refused.clear();
        write();
        assertThat(written).containsExactly(minute(1));
    }

    @Test
    void theOldestIsGivenUpForTheNewest() {
        add(1, 2, 3, 4);
        write();
        assertThat(written).containsExactly(minute(2), minute(3), minute(4));
    }

    @Test
    void whatWasWrittenMakesRoom() {
        add(1, 2, 3);
        write();
        add(4, 5, 6);
        write();
        assertThat(written).hasSize(6);
    }

    @Test
    void aMinuteLargerThanTheRoomIsKeptNevertheless() {
        unwritten.add(minute(1), List.of(row(1), row(1), row(1), row(1)));
        write();
        assertThat(written).containsExactly(minute(1));
    }

    private void add(int... minutes) {
        for (int it : minutes) unwritten.add(minute(it), List.of(row(it)));
    }

    private void write() {
        unwritten.write(rows -> {
            Instant minute = rows.getFirst().minute();
            tried.add(minute);
            if (refused.contains(minute)) throw refusal;
            written.add(minute);
        });
    }

    private static Instant minute(int number) {
        return NOON.plusSeconds(60L * number);
    }

    private static Row row(int minute) {
        return new Row(minute(minute), new UUID(0, 1), null, null, "FREE", false, null, null, null, null, 0);
    }
}
