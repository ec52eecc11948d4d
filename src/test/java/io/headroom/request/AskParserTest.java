package io.headroom.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

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
    private static final AskInput GOOD =
            new AskInput("vision", "h100", "4", null, "training", "A test", "P3D", null, null);

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
        assertThat(ask.minGpus()).isEqualTo(4);
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
                        with(it -> new AskInput(
                                it.team(),
                                it.flavor(),
                                it.gpus(),
                                null,
                                it.kind(),
                                it.purpose(),
                                "P3D",
                                null,
                                "2026-12-03T00:00:00Z")),
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
        var all = new AskInput("nlp", "tpu", "0", "7", "mining", "", "soon", "yesterday", null);
        assertThat(errors(all))
                .extracting(FieldError::field)
                .contains("team", "flavor", "gpus", "minGpus", "kind", "purpose", "duration", "startsAt");
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

    private static AskInput with(UnaryOperator<AskInput> change) {
        return change.apply(GOOD);
    }

    private static UnaryOperator<AskInput> team(String team) {
        return it ->
                new AskInput(team, it.flavor(), it.gpus(), null, it.kind(), it.purpose(), it.duration(), null, null);
    }

    private static UnaryOperator<AskInput> flavor(String flavor) {
        return it ->
                new AskInput(it.team(), flavor, it.gpus(), null, it.kind(), it.purpose(), it.duration(), null, null);
    }

    private static UnaryOperator<AskInput> gpus(String gpus) {
        return it ->
                new AskInput(it.team(), it.flavor(), gpus, "1", it.kind(), it.purpose(), it.duration(), null, null);
    }

    private static UnaryOperator<AskInput> minGpus(String gpus) {
        return it -> new AskInput(
                it.team(), it.flavor(), it.gpus(), gpus, it.kind(), it.purpose(), it.duration(), null, null);
    }

    private static UnaryOperator<AskInput> kind(String kind) {
        return it ->
                new AskInput(it.team(), it.flavor(), it.gpus(), null, kind, it.purpose(), it.duration(), null, null);
    }

    private static UnaryOperator<AskInput> purpose(String purpose) {
        return it ->
                new AskInput(it.team(), it.flavor(), it.gpus(), null, it.kind(), purpose, it.duration(), null, null);
    }

    private static UnaryOperator<AskInput> duration(String term) {
        return it -> new AskInput(it.team(), it.flavor(), it.gpus(), null, it.kind(), it.purpose(), term, null, null);
    }

    private static UnaryOperator<AskInput> starts(String start) {
        return it -> new AskInput(it.team(), it.flavor(), it.gpus(), null, it.kind(), it.purpose(), "P3D", start, null);
    }

    private static UnaryOperator<AskInput> times(String start, String end) {
        return it -> new AskInput(it.team(), it.flavor(), it.gpus(), null, it.kind(), it.purpose(), null, start, end);
    }
}
