package io.headroom.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Devices are written as node and index: {@code a0 a1 b0}. */
class PackingTest {
    static Stream<Arguments> takes() {
        return Stream.of(
                argumentSet("one node that fits exactly", 2, "a0 a1 a2 b0 b1", "", "b0 b1"),
                argumentSet("the tightest node that fits", 2, "a0 a1 a2 a3 b0 b1 b2", "", "b0 b1"),
                argumentSet("the emptiest node first if none fits", 4, "a0 a1 b0 b1 b2", "", "b0 b1 b2 a0"),
                argumentSet("then the tightest that fits the rest", 4, "a0 a1 a2 b0 c0 c1", "", "a0 a1 a2 b0"),
                argumentSet("a node the lease is on comes first", 1, "a0 b0 b1", "b7", "b0"),
                argumentSet("even if the rest must go elsewhere", 3, "a0 a1 b0", "b7", "b0 a0 a1"),
                argumentSet("nothing if nothing is wanted", 0, "a0", "", ""),
                argumentSet("everything there is", 3, "a0 b0 c0", "", "a0 b0 c0"));
    }

    @ParameterizedTest
    @MethodSource("takes")
    void takes(int count, String free, String already, String expected) {
        assertThat(names(Packing.take(count, devices(free), devices(already)))).isEqualTo(expected);
    }

    static Stream<Arguments> givesBack() {
        return Stream.of(
                argumentSet("from the node where it has least", 1, "a0 a1 a2 b0", "b0"),
                argumentSet("and then from the next", 2, "a0 a1 a2 b0", "b0 a2"),
                argumentSet("from the end of a node, so that what is left stays together", 1, "a0 a1 a2", "a2"),
                argumentSet("all of it", 3, "a0 a1 b0", "b0 a1 a0"),
                argumentSet("nothing", 0, "a0", ""));
    }

    @ParameterizedTest
    @MethodSource("givesBack")
    void givesBack(int count, String held, String expected) {
        assertThat(names(Packing.giveBack(count, devices(held)))).isEqualTo(expected);
    }

    @Test
    void neverTakesWhatIsNotThere() {
        assertThatThrownBy(() -> Packing.take(3, devices("a0 a1"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only 2 devices are free, not 3");
    }

    private static List<Device> devices(String names) {
        return Arrays.stream(names.split(" "))
                .filter(name -> !name.isEmpty())
                .map(PackingTest::device)
                .toList();
    }

    private static Device device(String name) {
        int index = Integer.parseInt(name.substring(1));
        return new Device(
                UUID.nameUUIDFromBytes(name.getBytes()),
                name.substring(0, 1),
                index,
                name,
                "",
                "Test GPU",
                "test",
                null,
                Instant.EPOCH,
                null,
                null);
    }

    private static String names(List<Device> devices) {
        return String.join(" ", devices.stream().map(Device::uuid).toList());
    }
}
