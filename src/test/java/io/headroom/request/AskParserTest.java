package io.headroom.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.platform.CommonRefusal.Invalid;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AskParserTest {
    private static final Instant NOON = Instant.parse("2026-12-01T12:00:00Z");
    private static final RequestConfig CONFIG =
            new SmallRyeConfigBuilder().withMapping(RequestConfig.class).build().getConfigMapping(RequestConfig.class);
    private static final AskInput GOOD = InputBuilder.good().input();

    private static Ask parse(AskInput input) {
        return new AskParser(CONFIG, Map.of("h100", 8, "l40s", 2), Set.of("vision", "ocr"), NOON).parse(input);
    }

    static Stream<Arguments> accepted() {
        return Stream.of(
                argumentSet("days", GOOD, Duration.ofDays(3), null),
                argumentSet("hours", with(duration("PT8H")), Duration.ofHours(8), null),
                argumentSet("weeks", with(duration("P2W")), Duration.ofDays(14), null),
                argumentSet("the shortest term", with(duration("PT5M")), Duration.ofMinutes(5), null),
                argumentSet("the longest term", with(duration("P90D")), Duration.ofDays(90), null),
                argumentSet(
                        "a start and an end",
                        with(times("2026-12-02T09:00:00Z", "2026-12-02T17:00:00Z")),
                        Duration.ofHours(8),
                        Instant.parse("2026-12-02T09:00:00Z")),
                argumentSet(
                        "a start in another zone",
                        with(starts("2026-12-02T10:00+01:00")),
                        Duration.ofDays(3),
                        Instant.parse("2026-12-02T09:00:00Z")),
                argumentSet(
                        "a browser's time without a zone is UTC",
                        with(starts("2026-12-02T09:00")),
                        Duration.ofDays(3),
                        Instant.parse("2026-12-02T09:00:00Z")),
                argumentSet(
                        "a start of a minute ago is now",
                        with(starts("2026-12-01T11:59:30Z")),
                        Duration.ofDays(3),
                        null),
                argumentSet(
                        "the farthest start",
                        with(starts("2027-05-30T12:00:00Z")),
                        Duration.ofDays(3),
                        Instant.parse("2027-05-30T12:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void isUnderstood(AskInput input, Duration term, Instant startsAt) {
        Ask ask = parse(input);
        assertThat(ask.term()).isEqualTo(term);
        assertThat(ask.startsAt()).isEqualTo(startsAt);
        assertThat(ask.gpus()).isEqualTo(4);
        assertThat(ask.range()).isEqualTo(Range.exactly(4));
        assertThat(ask.choice()).isEqualTo(Choice.of("h100"));
        assertThat(ask.profile()).isEqualTo(new Profile(Kind.TRAINING, 0, true));
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                argumentSet("no team", with(team(null)), "team is missing; must be a team you lead: ocr, vision."),
                argumentSet(
                        "another's team",
                        with(team("nlp")),
                        "team “nlp” is not allowed; must be a team you lead: ocr, vision."),
                argumentSet(
                        "an unknown flavor",
                        with(flavor("tpu")),
                        "flavor “tpu” is not allowed; must be a flavor that exists: h100, l40s."),
                argumentSet("no GPUs", with(gpus("0")), gpusOf("0")),
                argumentSet("fewer than no GPUs", with(gpus("-1")), gpusOf("-1")),
                argumentSet("more than there are", with(gpus("9")), gpusOf("9")),
                argumentSet("a million million", with(gpus("1000000000000")), gpusOf("1000000000000")),
                argumentSet("half a GPU", with(gpus("2.5")), gpusOf("2.5")),
                argumentSet("a word", with(gpus("many")), gpusOf("many")),
                argumentSet(
                        "nothing at all for GPUs",
                        with(gpus(" ")),
                        "gpus is missing; must be a whole number from 1 to 8 (all h100 there are)."),
                argumentSet(
                        "a minimum above the ask",
                        with(minGpus("5")),
                        "minGpus “5” is not allowed; must be a whole number from 1 to 4 (at most the GPUs asked)."),
                argumentSet(
                        "an unknown kind",
                        with(kind("mining")),
                        "kind “mining” is not allowed; must be one of training, preprocessing, interactive, inference."),
                argumentSet(
                        "no purpose",
                        with(purpose("  ")),
                        "purpose is missing; say what it is for in a sentence; your manager reads it."),
                argumentSet(
                        "a novel",
                        with(purpose("x".repeat(501))),
                        "purpose “" + "x".repeat(80) + "…” is not allowed; must be at most 500 characters."),
                argumentSet(
                        "no term",
                        with(duration(null)),
                        "duration is missing; give a duration (for example P3D or PT8H) or an end."),
                argumentSet("a term of nothing", with(duration("PT0S")), tooShort("duration", "PT0S")),
                argumentSet("a negative term", with(duration("-P1D")), tooShort("duration", "-P1D")),
                argumentSet("a second too short", with(duration("PT4M59S")), tooShort("duration", "PT4M59S")),
                argumentSet("a second too long", with(duration("P90DT1S")), tooLong("duration", "P90DT1S")),
                argumentSet("a month, which has no length", with(duration("P1M")), noDuration("P1M")),
                argumentSet("words for a term", with(duration("three days")), noDuration("three days")),
                argumentSet(
                        "a term beyond all numbers",
                        with(duration("P99999999999999999D")),
                        noDuration("P99999999999999999D")),
                argumentSet(
                        "an end and a term",
                        with(endsAt("2026-12-03T00:00:00Z")),
                        "endsAt “2026-12-03T00:00:00Z” is not allowed; give either a duration or an end, not both."),
                argumentSet(
                        "an end before the start",
                        with(times("2026-12-03T09:00:00Z", "2026-12-03T08:59:59Z")),
                        "endsAt “2026-12-03T08:59:59Z” is not allowed; must be after the start."),
                argumentSet(
                        "an end at the start",
                        with(times("2026-12-03T09:00:00Z", "2026-12-03T09:00:00Z")),
                        "endsAt “2026-12-03T09:00:00Z” is not allowed; must be after the start."),
                argumentSet(
                        "a word for an end",
                        with(times(null, "friday")),
                        "endsAt “friday” is not allowed; must be a date and time such as 2026-12-01T09:00Z."),
                argumentSet(
                        "an end too far",
                        with(times(null, "2030-01-01T00:00:00Z")),
                        tooLong("endsAt", "2030-01-01T00:00:00Z")),
                argumentSet(
                        "an end too soon",
                        with(times(null, "2026-12-01T12:04:59Z")),
                        tooShort("endsAt", "2026-12-01T12:04:59Z")),
                argumentSet(
                        "a start in the past",
                        with(starts("2026-12-01T11:58:59Z")),
                        "startsAt “2026-12-01T11:58:59Z” is not allowed; must not be in the past."),
                argumentSet(
                        "a start too far",
                        with(starts("2027-05-30T12:00:01Z")),
                        "startsAt “2027-05-30T12:00:01Z” is not allowed; must be within the next 180 d."),
                argumentSet(
                        "a word for a start",
                        with(starts("tuesday")),
                        "startsAt “tuesday” is not allowed; must be a date and time such as 2026-12-01T09:00Z."));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedInOneSentence(AskInput input, String sentence) {
        assertThat(errors(input)).extracting(FieldError::sentence).containsExactly(sentence);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        var all = InputBuilder.good()
                .team("nlp")
                .flavor("tpu")
                .gpus("0")
                .minGpus("7")
                .maxGpus("0")
                .stepGpus("-1")
                .kind("mining")
                .priority("first")
                .reclaimable("perhaps")
                .flavorPolicy("whatever")
                .purpose("")
                .duration("soon")
                .startsAt("yesterday");
        assertThat(errors(all.input()))
                .extracting(FieldError::field)
                .contains("team", "flavor", "gpus", "minGpus", "maxGpus", "stepGpus", "kind", "priority")
                .contains("reclaimable", "flavorPolicy", "purpose", "duration", "startsAt");
    }

    private static java.util.List<FieldError> errors(AskInput input) {
        Refused refused = catchThrowableOfType(Refused.class, () -> parse(input));
        return ((Invalid) refused.refusal()).errors();
    }

    private static String gpusOf(String value) {
        return "gpus “" + value + "” is not allowed; must be a whole number from 1 to 8 (all h100 there are).";
    }

    private static String tooShort(String field, String value) {
        return field + " “" + value + "” is not allowed; the term must be at least 5 min.";
    }

    private static String tooLong(String field, String value) {
        return field + " “" + value + "” is not allowed; the term must be at most 90 d.";
    }

    private static String noDuration(String value) {
        return "duration “" + value + "” is not allowed; must be an ISO 8601 duration such as P3D or PT8H.";
    }

    private static AskInput with(UnaryOperator<InputBuilder> change) {
        return change.apply(InputBuilder.good()).input();
    }

    private static UnaryOperator<InputBuilder> team(String team) {
        return it -> it.team(team);
    }

    private static UnaryOperator<InputBuilder> flavor(String flavor) {
        return it -> it.flavor(flavor);
    }

    private static UnaryOperator<InputBuilder> gpus(String gpus) {
        return it -> it.gpus(gpus).minGpus("1");
    }

    private static UnaryOperator<InputBuilder> minGpus(String gpus) {
        return it -> it.minGpus(gpus);
    }

    private static UnaryOperator<InputBuilder> kind(String kind) {
        return it -> it.kind(kind);
    }

    private static UnaryOperator<InputBuilder> purpose(String purpose) {
        return it -> it.purpose(purpose);
    }

    private static UnaryOperator<InputBuilder> duration(String term) {
        return it -> it.duration(term);
    }

    private static UnaryOperator<InputBuilder> starts(String start) {
        return it -> it.startsAt(start);
    }

    private static UnaryOperator<InputBuilder> endsAt(String end) {
        return it -> it.endsAt(end);
    }

    private static UnaryOperator<InputBuilder> times(String start, String end) {
        return it -> it.duration(null).startsAt(start).endsAt(end);
    }
}
