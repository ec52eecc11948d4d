package io.headroom.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A lease sits on a drained node, where it works, and on another, where its two devices are idle. */
class UnassignTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Drain DRAIN = new Drain(NOON, "admin", "A new switch", true);
    private static final Assignment HOLDER = new Assignment(new UUID(1, 1), "vision", "TRAINING", NOON);

    private final DeviceTable table = new DeviceTable();
    private final Devices devices = new Devices(table);
    private final List<Device> drained = List.of(table.has("a", 0, DRAIN, HOLDER), table.has("a", 1, DRAIN, HOLDER));
    private final List<UUID> idle = List.of(
            table.has("b", 0, null, HOLDER).id(),
            table.has("b", 1, null, HOLDER).id());

    @Test
    void whatIsDrainedGoesFirst() {
        devices.unassign(2, HOLDER.lease(), device -> idle.contains(device.id()), NOON);
        assertThat(held()).containsExactlyElementsOf(idle);
    }

    @Test
    void amongTheIdleOnesTheDrainedOnesInUseStay() {
        devices.unassign(2, Set.copyOf(idle), HOLDER.lease(), NOON);
        assertThat(table.heldBy(HOLDER.lease())).containsExactlyElementsOf(drained);
    }

    @Test
    void fewerThanAllOfThemCanGo() {
        devices.unassign(1, Set.copyOf(idle), HOLDER.lease(), NOON);
        assertThat(held()).hasSize(3).containsAnyElementsOf(idle);
    }

    @Test
    void whereTooFewAreLeftNothingGoes() {
        assertThatIllegalStateException()
                .isThrownBy(() -> devices.unassign(3, Set.copyOf(idle), HOLDER.lease(), NOON))
                .withMessageContaining("only 2 of the devices of which 3 are to go");
        assertThat(held()).hasSize(4);
    }

    private List<UUID> held() {
        return table.heldBy(HOLDER.lease()).stream().map(Device::id).toList();
    }
}
