package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.Ask.gpus;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.Tokens;
import io.headroom.testing.Written;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Requests that make no sense: each names field, value and rule, and writes nothing. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
@TestInstance(Lifecycle.PER_CLASS)
class BadAskTest {
    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeAll
    void reset() {
        world.reset();
    }

    static Stream<Arguments> wrong() {
        return Stream.of(
                values("no GPUs", good().raw("gpus", "0"), "gpus", "“0”", "from 1 to 8"),
                values("negative GPUs", good().raw("gpus", "-4"), "gpus", "“-4”", "from 1 to 8"),
                values("too many GPUs", good().raw("gpus", "9"), "gpus", "“9”", "from 1 to 8"),
                values(
                        "a million million",
                        good().raw("gpus", "1000000000000"),
                        "gpus",
                        "1000000000000",
                        "whole number"),
                values("half a GPU", good().raw("gpus", "2.5"), "gpus", "2.5", "whole number"),
                values("a number in quotes", good().text("gpus", "4"), "gpus", "4", "whole number"),
                values("GPUs as a list", good().raw("gpus", "[4]"), "gpus"),
                values("GPUs as yes", good().raw("gpus", "true"), "gpus", "whole number"),
                values("GPUs missing", good().raw("gpus", null), "gpus is missing", "from 1 to 8"),
                values("null GPUs", good().raw("gpus", "null"), "gpus is missing"),
                values("an unknown flavor", good().text("flavor", "tpu-v9"), "flavor", "“tpu-v9”", FLAVOR),
                values("an unknown team", good().text("team", "nobodys"), "team", "“nobodys”", "vision"),
                values("a team one is not in", good().text("team", "nlp"), "team", "“nlp”", "vision"),
                values(
                        "an end before the start",
                        span("2999-01-02T00:00:00Z", "2999-01-01T00:00:00Z"),
                        "endsAt",
                        "2999-01-01",
                        "after the start"),
                values(
                        "a start in the past",
                        good().text("startsAt", "2020-01-01T00:00:00Z"),
                        "startsAt",
                        "2020-01-01",
                        "past"),
                values("a term over the limit", good().text("duration", "P91D"), "duration", "“P91D”", "at most 90 d"),
                values("a term of nothing", good().text("duration", "PT0S"), "duration", "“PT0S”", "at least 5 min"),
                values("nonsense for a term", good().text("duration", "a while"), "duration", "“a while”", "ISO 8601"),
                values("no term at all", good().text("duration", null), "duration is missing"),
                values(
                        "a term and an end",
                        good().text("endsAt", "2999-01-01T00:00:00Z"),
                        "endsAt",
                        "2999",
                        "not both"),
                values("an unknown kind", good().text("kind", "mining"), "kind", "“mining”", "training"),
                values("U+0000", good().text("purpose", "a\\u0000b"), "purpose", "“a␀b”", "U+0000"),
                values("U+0000 in a list", good().raw("flavors", "[\"\\u0000\"]"), "flavors", "U+0000"),
                values("an unknown field", good().raw("gpuz", "1"), "gpuz", "known fields"),
                values("more at least than at most", good().raw("minGpus", "3"), "minGpus", "“3”", "from 1 to 2"));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void isRefused(Ask ask, String[] named) {
        Written before = Written.in(jdbi);
        assertProblem(api("vision-lead").ask(ask), 422, named);
        assertProblem(api("vision-lead").post("requests?dryRun=true", ask.json()), 422, named);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                argumentSet("words", "hello"),
                argumentSet("nothing", ""),
                argumentSet("null", "null"),
                argumentSet("a list", "[1, 2]"),
                argumentSet("a string", "\"vision\""),
                argumentSet("half of an object", "{\"team\": \"vision\","),
                argumentSet("two objects", good().json() + "{}"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void isNoRequest(String body) {
        Written before = Written.in(jdbi);
        assertProblem(api("vision-lead").post("requests", body), 400);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void aFormIsNoJson() {
        var response = Tokens.as("vision-lead")
                .contentType(ContentType.URLENC)
                .body("team=vision")
                .post("/api/v1/requests");
        assertProblem(response, 415);
    }

    @Test
    void onlyTrueIsADryRunAndOnlyFalseIsNone() {
        Written before = Written.in(jdbi);
        for (String flag : new String[] {"1", "yes", "TRUE", ""})
            assertProblem(api("vision-lead").post("requests?dryRun=" + flag, good().json()), 422, "dryRun", flag);
        assertThat(Written.in(jdbi)).isEqualTo(before);
    }

    @Test
    void everythingIsSaidAtOnce() {
        var response = api("vision-lead")
                .ask(good().raw("gpus", "0").text("kind", "mining").text("duration", "soon"));
        assertThat(response.jsonPath().getList("errors.field")).containsExactly("gpus", "kind", "duration");
    }

    private static Ask good() {
        return gpus(2, FLAVOR, "vision");
    }

    private static Ask span(String start, String end) {
        return good().text("duration", null).text("startsAt", start).text("endsAt", end);
    }

    private static Arguments values(String name, Ask ask, String... named) {
        return argumentSet(name, ask, named);
    }
}
