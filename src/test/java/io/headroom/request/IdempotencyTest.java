package io.headroom.request;

import static io.headroom.testing.AtOnce.atOnce;
import static io.headroom.testing.Problems.assertProblem;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Ask;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.headroom.testing.TestClock;
import io.headroom.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking twice by mistake asks once. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class IdempotencyTest {
    private static final Ask TWO = Ask.gpus(2, FLAVOR, "vision");

    @Inject
    SmallWorld world;

    @Inject
    Jdbi jdbi;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void theSameKeyAndBodyIsTheSameRequest() {
        Response first = send("vision-lead", "k1", TWO);
        Response again = send("vision-lead", "k1", TWO);
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(id(again)).isEqualTo(id(first));
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherBodyIsRefused() {
        send("vision-lead", "k1", TWO);
        assertProblem(
                send("vision-lead", "k1", Ask.gpus(3, FLAVOR, "vision")), 422, "Idempotency-Key", "k1", "another body");
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void twiceAtTheSameMomentIsOnce() {
        List<Response> both = atOnce(() -> send("vision-lead", "k1", TWO), () -> send("vision-lead", "k1", TWO));
        assertThat(both).extracting(Response::statusCode).containsOnly(201);
        assertThat(new HashSet<>(both.stream().map(IdempotencyTest::id).toList()))
                .hasSize(1);
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void aKeyIsItsCallersOwn() {
        send("vision-lead", "k1", TWO);
        assertThat(send("nlp-lead", "k1", Ask.gpus(1, FLAVOR, "nlp")).statusCode())
                .isEqualTo(201);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void withoutAKeyTwiceIsTwice() {
        send("vision-lead", null, TWO);
        send("vision-lead", null, TWO);
        assertThat(requests()).isEqualTo(2);
    }

    @Test
    void aRepetitionAfterTheStartPassedIsStillTheSame() {
        Ask later = Ask.gpus(2, FLAVOR, "vision")
                .text("startsAt", TestClock.now().plus(Duration.ofHours(1)).toString());
        Response first = send("vision-lead", "k1", later);
        TestClock.advance(Duration.ofHours(2));
        assertThat(id(send("vision-lead", "k1", later))).isEqualTo(id(first));
    }

    @Test
    void aKeyHasAnEnd() {
        assertProblem(send("vision-lead", "k".repeat(5_000), TWO), 422, "Idempotency-Key", "at most 200");
        assertThat(requests()).isZero();
    }

    private static Response send(String user, String key, Ask ask) {
        var call = Tokens.as(user).contentType(ContentType.JSON).body(ask.json());
        return (key == null ? call : call.header("Idempotency-Key", key)).post("/api/v1/requests");
    }

    private static String id(Response response) {
        return response.jsonPath().getString("id");
    }

    private int requests() {
        return jdbi.withHandle(handle -> handle.select("SELECT count(*) FROM capacity_request")
                .mapTo(Integer.class)
                .one());
    }
}
