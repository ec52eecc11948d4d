package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Teams are vision, nlp and search. Namespace ml is vision's by the map; labelled is nlp's by its label. */
class AttributionRulesTest {
    private static final TeamMap MAP = new TeamMap(
            Map.of("ml", "vision", "old", "disbanded"), Map.of("fast", "search"), Map.of("acc-7", "search"));

    static final WorkloadLabels LABELS = new WorkloadLabels() {
        @Override
        public Map<String, String> ofNamespace(String namespace) {
            return switch (namespace) {
                case "labelled", "ml" -> Map.of("team", "nlp");
                case "stray" -> Map.of("team", "nobody-we-know");
                default -> Map.of();
            };
        }

        @Override
        public Map<String, String> ofPod(String namespace, String pod) {
            return switch (pod) {
                case "queued" -> Map.of("kueue.x-k8s.io/queue-name", "vision");
                case "fast" -> Map.of("kueue.x-k8s.io/queue-name", "fast");
                default -> Map.of();
            };
        }
    };

    private static final AttributionRules RULES = new AttributionRules(MAP, Set.of("vision", "nlp", "search"), LABELS);

    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet(
                        "the map goes before the label",
                        new Holder("ml", "queued", null),
                        "vision, by the portal's map of namespaces: ml"),
                argumentSet(
                        "the label goes before the queue",
                        new Holder("labelled", "queued", null),
                        "nlp, by the namespace's label team=nlp"),
                argumentSet(
                        "a queue is called like its team",
                        new Holder("plain", "queued", null),
                        "vision, by the pod's queue vision"),
                argumentSet(
                        "or is on the map",
                        new Holder("plain", "fast", null),
                        "search, by the portal's map of queues: fast"),
                argumentSet(
                        "a label that names no team does not tell",
                        new Holder("stray", "fast", null),
                        "search, by the portal's map of queues: fast"),
                argumentSet("nor does a map's line whose team is gone", new Holder("old", "p", null), null),
                argumentSet("a namespace is nobody's, even with a team's name", new Holder("nlp", "p", null), null),
                argumentSet("a pod without a namespace tells nothing", new Holder(null, "queued", null), null),
                argumentSet(
                        "a job's account is on the map",
                        Holder.ofJob("1234", "acc-7"),
                        "search, by the portal's map of accounts: acc-7"),
                argumentSet("or is called like its team", Holder.ofJob("1234", "nlp"), "nlp, by the job's account nlp"),
                argumentSet("a job alone tells nothing", Holder.ofJob("1234", null), null));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void findsTheTeam(Holder holder, String expected) {
        assertThat(RULES.of(holder).map(Attribution::sentence).orElse(null)).isEqualTo(expected);
    }

    @Test
    void whatNothingTellsOfBelongsToTheLease() {
        List<Holder> holders = List.of(Holder.ofJob("1", null), Holder.ofJob("2", null), Holder.ofJob("3", "nlp"));
        Assignment lease = new Assignment(new UUID(0, 1), "vision", "TRAINING", Readings.NOON);
        assertThat(RULES.users(device(lease), holders))
                .extracting(Attribution::sentence)
                .containsExactly("vision, by the lease that holds the GPU", "nlp, by the job's account nlp");
        assertThat(RULES.users(device(null), holders))
                .extracting(Attribution::team)
                .containsExactly("nlp");
    }

    private static Device device(Assignment holder) {
        return new Device(new UUID(0, 2), "n1", 0, "GPU-aa", "", "X", "x", null, Readings.NOON, null, holder);
    }
}
