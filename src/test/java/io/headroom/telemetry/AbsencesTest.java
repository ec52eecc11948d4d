package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Two GPUs of one node, long unseen; a lease holds the second. */
class AbsencesTest {
    private static final int ENOUGH = 40;
    private static final Instant LAST_SEEN = Readings.NOON.minus(Duration.ofDays(2));
    private static final Instant LONG_AGO = Readings.NOON.minus(Duration.ofDays(1));
    private static final Assignment LEASE = new Assignment(new UUID(0, 9), "vision", "TRAINING", LAST_SEEN);
    private static final Device FREE = gpu(0, null);
    private static final Device HELD = gpu(1, LEASE);
    private static final List<Device> NODE = List.of(FREE, HELD);

    private final Absences absences = new Absences();

    @Test
    void whatWasMissedForEnoughRoundsIsGone() {
        assertThat(rounds(ENOUGH - 1, Set.of())).isEmpty();
        assertThat(rounds(1, Set.of())).containsExactly(Map.entry(FREE.id(), LAST_SEEN));
    }

    @Test
    void aHeldOneIsGoneOnlyIfItsNodeSpeaks() {
        assertThat(rounds(ENOUGH, Set.of(Utilization.key(FREE)))).containsExactly(Map.entry(HELD.id(), LAST_SEEN));
    }

    @Test
    void oneLookStartsAnew() {
        rounds(ENOUGH - 1, Set.of());
        rounds(1, Set.of(Utilization.key(FREE)));
        assertThat(rounds(ENOUGH - 1, Set.of())).isEmpty();
    }

    @Test
    void whatNoExporterEverToldOfIsNotGone() {
        for (int round = 0; round < 2 * ENOUGH; round++)
            assertThat(absences.after(NODE, Set.of(), Map.of(), LONG_AGO)).isEmpty();
    }

    @Test
    void aSliceIsGoneAtOnceIfItsWholeIsReportedWithoutAny() {
        Instant lately = Readings.NOON.minus(Duration.ofMinutes(6));
        Device whole = part(2, "");
        Device slice = part(3, "7");
        Set<DeviceKey> reported = Set.of(Utilization.key(whole));
        for (int round = 1; round < ENOUGH; round++)
            assertThat(sliceAfter(reported, slice, lately)).isEmpty();
        assertThat(sliceAfter(reported, slice, lately)).containsExactly(Map.entry(slice.id(), lately));
    }

    @Test
    void aSliceThatIsSilentBesideAnotherIsNotGoneAtOnce() {
        Instant lately = Readings.NOON.minus(Duration.ofMinutes(6));
        Device slice = part(3, "7");
        Set<DeviceKey> reported = Set.of(Utilization.key(part(2, "")), Utilization.key(part(4, "8")));
        for (int round = 0; round < 2 * ENOUGH; round++)
            assertThat(sliceAfter(reported, slice, lately)).isEmpty();
    }

    private Map<UUID, Instant> sliceAfter(Set<DeviceKey> reported, Device slice, Instant seen) {
        return absences.after(List.of(slice), reported, Map.of(slice.id(), seen), LONG_AGO);
    }

    private Map<UUID, Instant> rounds(int count, Set<DeviceKey> reported) {
        Map<UUID, Instant> unseen = Map.of(FREE.id(), LAST_SEEN, HELD.id(), LAST_SEEN);
        for (int round = 1; round < count; round++) absences.after(NODE, reported, unseen, LONG_AGO);
        return absences.after(NODE, reported, unseen, LONG_AGO);
    }

    /** A part of GPU-cut. */
    private static Device part(int id, String instance) {
        return new Device(new UUID(2, id), "n1", 2, "GPU-cut", instance, "X", "x", null, LAST_SEEN, null, null);
    }

    private static Device gpu(int index, Assignment holder) {
        UUID id = new UUID(1, index);
        return new Device(id, "n1", index, "GPU-" + index, "", "X", "x", null, LAST_SEEN, null, holder);
    }
}
