package io.headroom.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Range;
import io.headroom.platform.CommonRefusal.Invalid;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Sizes, flavors and standing of an ask. There are 8 h100 and 12 a100. */
class AskRangesTest {
    private static final RequestConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(RequestConfig.class).build().getConfigMapping(RequestConfig.class);

    private static Ask parse(InputBuilder input) {
        Instant now = Instant.parse("2026-12-01T12:00:00Z");
        return new AskParser(CONFIG, Map.of("h100", 8, "a100", 12), Set.of("vision"), now).parse(input.input());
    }

    private static InputBuilder good() {
        return InputBuilder.good();
    }

    static Stream<Arguments> sizes() {
        return Stream.of(
                argumentSet("nothing said is all or nothing", good(), new Range(4, 4, 1)),
                argumentSet("fewer at a pinch", good().minGpus("2"), new Range(2, 4, 1)),
                argumentSet("more while they are busy", good().maxGpus("8"), new Range(4, 8, 1)),
                argumentSet("both, in steps", good().minGpus("2").maxGpus("8").stepGpus("2"), new Range(2, 8, 2)),
                argumentSet("a step nobody needs", good().stepGpus("3"), new Range(4, 4, 3)),
                argumentSet(
                        "as many as there are of the flavor that has most",
                        good().flavors("h100", "a100").maxGpus("12"),
                        new Range(4, 12, 1)));
    }

    @ParameterizedTest
    @MethodSource("sizes")
    void saysItsSizes(InputBuilder input, Range range) {
        assertThat(parse(input).range()).isEqualTo(range);
    }

    @Test
    void saysItsFlavorsInOrder() {
        Ask ask = parse(good().flavors("a100", "h100").flavorPolicy("prefer_waiting"));
        assertThat(ask.choice()).isEqualTo(new Choice(List.of("a100", "h100"), FlavorPolicy.PREFER_WAITING));
        assertThat(ask.flavor()).isEqualTo("a100");
    }

    @Test
    void saysItsStanding() {
        Ask ask = parse(good().priority("-1000").reclaimable("FALSE"));
        assertThat(ask.profile().priority()).isEqualTo(-1000);
        assertThat(ask.profile().reclaimable()).isFalse();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet(
                        "a most below the ask",
                        good().maxGpus("3"),
                        "maxGpus “3” is not allowed; must be a whole number from 4 to 8 (at least the GPUs asked, at most all h100 there are)."),
                argumentSet(
                        "a most beyond all there are",
                        good().maxGpus("9"),
                        "maxGpus “9” is not allowed; must be a whole number from 4 to 8 (at least the GPUs asked, at most all h100 there are)."),
                argumentSet(
                        "more than there are of any flavor",
                        good().flavors("h100", "a100").gpus("13"),
                        "gpus “13” is not allowed; must be a whole number from 1 to 12 (all there are of any of its flavors)."),
                argumentSet(
                        "a step of nothing",
                        good().stepGpus("0"),
                        "stepGpus “0” is not allowed; must be a whole number from 1 to 8 (at most all h100 there are)."),
                argumentSet(
                        "steps that miss the ask",
                        good().minGpus("1").stepGpus("2"),
                        "stepGpus “2” is not allowed; must divide the way from minGpus 1 to gpus 4."),
                argumentSet(
                        "steps that miss the most",
                        good().minGpus("2").maxGpus("7").stepGpus("2"),
                        "stepGpus “2” is not allowed; must divide the way from minGpus 2 to maxGpus 7."),
                argumentSet(
                        "a flavor beside flavors",
                        good().flavors("h100").flavor("a100"),
                        "flavor “a100” is not allowed; give either flavor or flavors, not both."),
                argumentSet(
                        "a flavor twice",
                        good().flavors("h100", "a100", "h100"),
                        "flavors “h100” is not allowed; must name each flavor once."),
                argumentSet(
                        "an unknown flavor among others",
                        good().flavors("h100", "tpu"),
                        "flavors “tpu” is not allowed; must be a flavor that exists: a100, h100."),
                argumentSet(
                        "no name among flavors",
                        good().flavors("h100", ""),
                        "flavors is missing; must be a flavor that exists: a100, h100."),
                argumentSet(
                        "a policy of its own",
                        good().flavorPolicy("hurry"),
                        "flavorPolicy “hurry” is not allowed; must be one of prefer_starting, prefer_waiting."),
                argumentSet("a priority above all", good().priority("1001"), priority("1001")),
                argumentSet("a priority below all", good().priority("-1001"), priority("-1001")),
                argumentSet("a word for a priority", good().priority("high"), priority("high")),
                argumentSet(
                        "perhaps",
                        good().reclaimable("perhaps"),
                        "reclaimable “perhaps” is not allowed; must be true or false."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedInOneSentence(InputBuilder input, String sentence) {
        assertThat(errors(input)).extracting(FieldError::sentence).containsExactly(sentence);
    }

    @Test
    void moreThanEightFlavorsAreTooMany() {
        String[] nine = IntStream.rangeClosed(1, 9).mapToObj(i -> "gpu" + i).toArray(String[]::new);
        assertThat(errors(good().flavors(nine))).extracting(FieldError::rule).contains("must be at most 8 flavors");
    }

    private static List<FieldError> errors(InputBuilder input) {
        Refused refused = catchThrowableOfType(Refused.class, () -> parse(input));
        return ((Invalid) refused.refusal()).errors();
    }

    private static String priority(String value) {
        return "priority “" + value + "” is not allowed; must be a whole number from -1000 to 1000.";
    }
}
