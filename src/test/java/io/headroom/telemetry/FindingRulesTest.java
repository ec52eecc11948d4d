package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import io.headroom.device.Drain;
import io.headroom.telemetry.Joining.Obstacle;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What disagrees in one look. The namespaces ml and lang are vision's and nlp's; others are nobody's. */
class FindingRulesTest {
    private static final UUID LEASE = new UUID(0, 1);
    private static final TeamMap MAP = new TeamMap(Map.of("ml", "vision", "lang", "nlp"), Map.of(), Map.of());
    private static final FindingRules RULES =
            new FindingRules(0.05, new AttributionRules(MAP, Set.of("vision", "nlp"), AttributionRulesTest.LABELS));

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet(
                        "a lease that uses its GPU is no finding", held(UseVerdict.BUSY, reading(0.9)), false, null),
                argumentSet(
                        "one that never did is",
                        held(UseVerdict.IDLE_HELD, reading(0.0)),
                        false,
                        "A lease of vision holds 1 GPU and has used none since it got them."),
                argumentSet(
                        "one that did once is idle, and that is another matter",
                        held(UseVerdict.IDLE_HELD, reading(0.0)),
                        true,
                        null),
                argumentSet("what is unknown accuses nobody", held(UseVerdict.UNKNOWN, reading(null)), false, null),
                argumentSet("a free GPU that rests is no finding", free(reading(0.04)), false, null),
                argumentSet(
                        "a free GPU that works is",
                        free(reading(0.05)),
                        false,
                        "GPU 0 of n1 is 5 % busy, and no lease holds it."),
                argumentSet(
                        "so is one that a pod sits on",
                        free(reading(0.0, new Holder("x", "p-0", null))),
                        false,
                        "GPU 0 of n1 is used by x/p-0, and no lease holds it."),
                argumentSet(
                        "a pod of the lease's team belongs there",
                        held(UseVerdict.BUSY, reading(0.9, new Holder("ml", "p-0", null))),
                        false,
                        null),
                argumentSet(
                        "one of another team does not",
                        held(UseVerdict.BUSY, reading(0.9, new Holder("lang", "p-0", null))),
                        false,
                        "GPU 0 of n1 is granted to vision and used by nlp (lang/p-0: nlp, by the portal's map of namespaces: lang)."),
                argumentSet(
                        "a namespace that is not on the map is nobody's, even with a team's name",
                        held(UseVerdict.BUSY, reading(0.9, new Holder("nlp", "p-0", null))),
                        false,
                        null),
                argumentSet(
                        "a GPU without a series is told by its node",
                        free(null),
                        false,
                        "1 of 1 GPUs of n1 are reported by no exporter."));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void finds(Watched device, boolean everUsed, String sentence) {
        Sighting seen = new Sighting(List.of(device), List.of(), List.of(), Readings.NOON);
        List<Finding> found = RULES.of(seen, _ -> everUsed);
        assertThat(found.stream().map(Finding::sentence).toList())
                .isEqualTo(sentence == null ? List.of() : List.of(sentence));
    }

    @Test
    void findsDevicesThatTheInventoryDoesNotHaveAndTargetsThatAreLate() {
        Sighting seen = new Sighting(
                List.of(),
                List.of(stranger("GPU-aa", null)),
                List.of(URI.create("http://n9:9400/metrics")),
                Readings.NOON);
        assertThat(RULES.of(seen, _ -> true))
                .extracting(Finding::kind)
                .containsExactly(Finding.Kind.UNKNOWN_DEVICE, Finding.Kind.LATE_TARGET);
    }

    /** As many as there are things to do: two exporters to correct, not thirteen GPUs. */
    @Test
    void unknownDevicesAreOneFindingForEachNode() {
        List<Stranger> strangers = new ArrayList<>(IntStream.range(0, 10)
                .mapToObj(i -> stranger("n1", "GPU-" + i, i < 2 ? null : "X", Obstacle.NAMELESS))
                .toList());
        IntStream.range(0, 2).forEach(i -> strangers.add(stranger(null, "GPU-x" + i, null, Obstacle.NAMELESS)));
        strangers.add(stranger("n2", "GPU-y", "X", Obstacle.FULL_NODE));
        Sighting seen = new Sighting(List.of(), strangers, List.of(), Readings.NOON);
        assertThat(RULES.of(seen, _ -> true))
                .extracting(Finding::kind, Finding::subject, Finding::node, Finding::sentence)
                .containsExactly(
                        tuple(
                                Finding.Kind.UNKNOWN_DEVICE,
                                "n1",
                                "n1",
                                "Exporters report 10 GPUs with node n1 that the inventory does not have, 2 without a model:"
                                        + " GPU-0, GPU-1, GPU-2, GPU-3, GPU-4, GPU-5, GPU-6, GPU-7 and 2 more."),
                        tuple(
                                Finding.Kind.UNKNOWN_DEVICE,
                                "n2",
                                "n2",
                                "Exporters report 1 GPU with node n2 that the inventory does not have: GPU-y."
                                        + " That node has 128 already, more than any can have."),
                        tuple(
                                Finding.Kind.UNKNOWN_DEVICE,
                                "no node",
                                null,
                                "Exporters report 2 GPUs with no node that the inventory does not have,"
                                        + " 2 without a model: GPU-x0, GPU-x1."));
    }

    @Test
    void whatIsReportedOnAnotherNodeThanItsOwnIsOneFindingOfThatNode() {
        Sighting seen = new Sighting(
                List.of(
                        free(Readings.part("n2", "GPU-bb", "", null, "X")),
                        free(Readings.part("n3", "GPU-aa", "", null, "X")),
                        free(Readings.part(null, "GPU-cc", "", null, "X"))),
                List.of(),
                List.of(),
                Readings.NOON);
        assertThat(RULES.of(seen, _ -> true))
                .extracting(Finding::kind, Finding::subject, Finding::sentence)
                .containsExactly(tuple(
                        Finding.Kind.ON_ANOTHER_NODE, "n1", "2 GPUs of n1 are reported on n2, n3: GPU-aa, GPU-bb."));
    }

    @Test
    void aModelThatNoFlavorIsNamedForIsOneFindingAndWhatIsCutIsNone() {
        Sighting seen = new Sighting(
                List.of(),
                List.of(
                        stranger("GPU-1", Obstacle.UNKNOWN_MODEL),
                        stranger("GPU-2", Obstacle.UNKNOWN_MODEL),
                        stranger("GPU-3", Obstacle.CUT)),
                List.of(),
                Readings.NOON);
        assertThat(RULES.of(seen, _ -> true))
                .extracting(Finding::kind, Finding::subject, Finding::sentence)
                .containsExactly(tuple(
                        Finding.Kind.UNKNOWN_MODEL,
                        "X",
                        "2 GPUs of model X are no capacity, for no flavor is named for it; the first: GPU-1 on n1."));
    }

    @Test
    void whatIsDrainedMayBeSwitchedOffAndWhatIsCutIsNotReported() {
        Device drained = device("drained", null, new Drain(Readings.NOON, "admin", "a new fan", false));
        Device cut = device("cut", "cut into slices, which are there in its place", null);
        Sighting off = new Sighting(
                List.of(new Watched(drained, null, null), new Watched(cut, null, null)),
                List.of(),
                List.of(),
                Readings.NOON);
        assertThat(RULES.of(off, _ -> true)).isEmpty();
        Sighting one = new Sighting(
                List.of(new Watched(drained, null, null), free(null)), List.of(), List.of(), Readings.NOON);
        assertThat(RULES.of(one, _ -> true))
                .extracting(Finding::sentence)
                .containsExactly(
                        "1 of 2 GPUs of n1 are reported by no exporter, beside 1 drained by admin: a new fan.");
    }

    @Test
    void oneGpuWithTheWorkOfTwoTeamsIsClaimedTwice() {
        DeviceReading both = reading(0.9, new Holder("ml", "a", null), new Holder("lang", "b", null));
        Sighting seen = new Sighting(List.of(free(both)), List.of(), List.of(), Readings.NOON);
        assertThat(RULES.of(seen, _ -> true))
                .extracting(Finding::kind, Finding::sentence)
                .containsExactly(
                        tuple(
                                Finding.Kind.USED_BY_NOBODY,
                                "GPU 0 of n1 is used by ml/a: vision, by the portal's map of namespaces: ml; "
                                        + "lang/b: nlp, by the portal's map of namespaces: lang, and no lease holds it."),
                        tuple(
                                Finding.Kind.CLAIMED_TWICE,
                                "GPU 0 of n1 is used by nlp and vision at once (ml/a: vision, by the portal's map of "
                                        + "namespaces: ml; lang/b: nlp, by the portal's map of namespaces: lang)."));
    }

    private static Watched held(UseVerdict verdict, DeviceReading reading) {
        return new Watched(device(new Assignment(LEASE, "vision", "TRAINING", Readings.NOON)), verdict, reading);
    }

    private static Watched free(DeviceReading reading) {
        return new Watched(device(null), null, reading);
    }

    private static Stranger stranger(String uuid, Obstacle obstacle) {
        return stranger("n1", uuid, "X", obstacle);
    }

    private static Stranger stranger(String node, String uuid, String model, Obstacle obstacle) {
        return new Stranger(Readings.part(node, uuid, "", null, model), Optional.ofNullable(obstacle));
    }

    private static Device device(String uuid, String sick, Drain drain) {
        return new Device(new UUID(0, 3), "n1", 1, uuid, "", "X", "x", sick, Readings.NOON, drain, null);
    }

    private static Device device(Assignment holder) {
        return new Device(new UUID(0, 2), "n1", 0, "GPU-aa", "", "X", "x", null, Readings.NOON, null, holder);
    }

    private static DeviceReading reading(Double busy, Holder... holders) {
        return new DeviceReading(
                "n1", "GPU-aa", "", null, 0, "X", busy, "SM", null, null, null, null, null, List.of(holders));
    }
}
