package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.telemetry.Joining.Obstacle;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What joins of what exporters say. Flavor x is named, and two flavors that are not may be there. */
class JoiningTest {
    private static final FlavorRule RULE = new FlavorRule(Map.of("x", Pattern.compile("X")));

    @Test
    void whatHasNeitherNodeNorModelDoesNotJoin() {
        Joining joining = joining(List.of(), Set.of());
        assertThat(joining.obstacle(Readings.part(null, "GPU-1", "", null, "X")))
                .contains(Obstacle.NAMELESS);
        assertThat(joining.obstacle(Readings.part("n1", "GPU-1", "", null, null)))
                .contains(Obstacle.NAMELESS);
        assertThat(joining.obstacle(whole("n1", "GPU-1", "X"))).isEmpty();
    }

    @Test
    void madeUpModelsMakeNoMoreFlavorsThanMayBe() {
        Joining joining = joining(List.of(), Set.of("x"));
        IntStream.range(0, 50).forEach(i -> joining.offer(whole("n1", "GPU-" + i, "made up " + i)));
        assertThat(joining.joined()).hasSize(2);
        assertThat(joining.obstacle(whole("n1", "GPU-50", "made up 50"))).contains(Obstacle.UNKNOWN_MODEL);
        assertThat(joining.obstacle(whole("n1", "GPU-51", "made up 1")))
                .as("of one that is there")
                .isEmpty();
        assertThat(joining.obstacle(whole("n1", "GPU-52", "X")))
                .as("of a named one")
                .isEmpty();
        assertThat(joining.obstacle(Readings.part("n1", "GPU-53", "1", "1g.5gb", "X")))
                .as("a slice's flavor counts too")
                .contains(Obstacle.UNKNOWN_MODEL);
    }

    @Test
    void aFlavorThatSomebodyMadeIsJoined() {
        Joining joining = joining(List.of(), Set.of("a", "b", "x-mig-1g.5gb"));
        assertThat(joining.offer(Readings.part("n1", "GPU-1", "1", "1g.5gb", "X")))
                .isTrue();
    }

    @Test
    void madeUpUuidsFillNoMoreThanANode() {
        Joining joining = joining(List.of(), Set.of());
        IntStream.range(0, 4096).forEach(i -> joining.offer(whole("n1", "GPU-" + i, "X")));
        assertThat(joining.joined()).hasSize(Joining.MOST_OF_NODE);
        assertThat(joining.obstacle(whole("n1", "GPU-x", "X"))).contains(Obstacle.FULL_NODE);
    }

    @Test
    void madeUpNodesAddNoMoreThanOneRoundTakes() {
        Joining joining = joining(List.of(), Set.of());
        IntStream.range(0, 10_000).forEach(i -> joining.offer(whole("n" + i, "GPU-" + i, "X")));
        assertThat(joining.joined()).hasSize(Joining.MOST_AT_ONCE);
        assertThat(joining.obstacle(whole("n", "GPU-x", "X"))).contains(Obstacle.TOO_MANY_AT_ONCE);
    }

    @Test
    void aWholeDoesNotJoinBesideItsSlices() {
        DeviceReading whole = whole("n1", "GPU-1", "X");
        Joining joining = joining(List.of(whole, Readings.part("n1", "GPU-1", "3", "1g.5gb", "X")), Set.of());
        assertThat(joining.obstacle(whole)).contains(Obstacle.CUT);
    }

    private static Joining joining(List<DeviceReading> reported, Set<String> flavors) {
        return new Joining(RULE, 2, Slices.of(reported, List.of()), flavors, List.of());
    }

    private static DeviceReading whole(String node, String uuid, String model) {
        return Readings.part(node, uuid, "", null, model);
    }
}
