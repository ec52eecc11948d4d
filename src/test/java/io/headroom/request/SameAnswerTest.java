package io.headroom.request;

import static io.headroom.testing.Api.api;
import static io.headroom.testing.SmallWorld.FLAVOR;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.headroom.account.Account;
import io.headroom.platform.Refused;
import io.headroom.request.IdempotencyKeys.Key;
import io.headroom.testing.Ask;
import io.headroom.testing.Browser;
import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.SmallWorld;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One answer to several requests. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class SameAnswerTest {
    private static final Account MANAGER =
            new Account("research-manager", "Rita", Set.of(), Set.of(), Set.of("research"), false);

    @Inject
    SmallWorld world;

    @Inject
    SameAnswer sameAnswer;

    @BeforeEach
    void reset() {
        world.reset();
    }

    @Test
    void oneThatChangedMeanwhileStaysAndIsNamed() {
        String first = asks("vision", 8);
        String changed = asks("nlp", 60);
        String last = asks("vision", 9);
        api("admin").post("requests/" + changed + "/approvals", "{}");
        var outcomes = sameAnswer.approve(seen(first, changed, last), "Go ahead.");
        assertThat(outcomes).extracting(it -> it.id().toString()).containsExactly(first, changed, last);
        assertThat(outcomes).extracting(SameAnswer.Outcome::done).containsExactly(true, false, true);
        assertThat(outcomes.get(1).headline()).startsWith("nlp asks for 1 test-gpu");
        assertThat(outcomes.get(1).sentence()).contains("version 1 now", "version 0");
        assertThat(Stream.of(first, changed, last).map(SameAnswerTest::state))
                .containsExactly("APPROVED", "IN_REVIEW", "APPROVED");
    }

    @Test
    void oneStepOfTwoIsPassedOn() {
        var outcomes = sameAnswer.approve(seen(asks("vision", 60)), null);
        assertThat(outcomes.getFirst().sentence()).isEqualTo("Approved; a platform admin decides next.");
    }

    @Test
    void allAreDeniedForOneReason() {
        String one = asks("vision", 8);
        String other = asks("nlp", 8);
        assertThat(sameAnswer.deny(seen(one, other), "Maintenance.")).allMatch(SameAnswer.Outcome::done);
        for (String request : List.of(one, other))
            assertThat(api("admin").read("requests/" + request + "/answers").getString("[0].comment"))
                    .isEqualTo("Maintenance.");
    }

    @Test
    void aDenialGivesAReason() {
        String request = asks("vision", 8);
        assertThatThrownBy(() -> sameAnswer.deny(seen(request), " ")).isInstanceOf(Refused.class);
        assertThat(state(request)).isEqualTo("IN_REVIEW");
    }

    @Test
    void anothersRequestIsAsIfItWereNot() {
        Account other = new Account("products-manager", "Paul", Set.of(), Set.of(), Set.of("products"), false);
        String request = asks("vision", 8);
        var outcome = sameAnswer.approve(seen(other, request), null).getFirst();
        assertThat(outcome.done()).isFalse();
        assertThat(outcome.headline()).isEqualTo(request);
        assertThat(outcome.sentence()).contains("There is no request");
    }

    @Test
    void nonsenseIsRefused() {
        Browser manager = Browser.signedInAs("research-manager");
        for (Map<String, String> form : List.of(
                Map.of("words", "Nothing is ticked"),
                Map.of("ask", "everything"),
                Map.of("ask", "00000000-0000-0000-0000-000000000000"),
                Map.of("ask", "------------------------------------:0"))) {
            Http.Answer answer = manager.post("/inbox/approvals", form);
            assertThat(answer.status()).as(form.toString()).isEqualTo(422);
            assertThat(answer.body()).contains("ask");
        }
        assertThat(Browser.signedInAs("vision-lead")
                        .post("/inbox/approvals", Map.of("ask", UUID.randomUUID() + ":0"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void onlyWhatIsThereForTheSameReasonIsGrouped() {
        asks("vision", 8);
        asks("nlp", 60);
        asks("vision", 9);
        String page = Browser.signedInAs("research-manager").get("/inbox").body();
        assertThat(page).contains("<b>2 requests:</b>").containsOnlyOnce("<form id=\"several-");
        assertThat(page.split("data-tick", -1)).hasSize(3);
    }

    private static String asks(String team, int days) {
        return api(team + "-lead").reviewed(Ask.gpus(1, FLAVOR, team).text("duration", "P" + days + "D"));
    }

    private static SameAnswer.Several seen(String... requests) {
        return seen(MANAGER, requests);
    }

    private static SameAnswer.Several seen(Account account, String... requests) {
        List<SameAnswer.Seen> asks = Stream.of(requests)
                .map(id -> new SameAnswer.Seen(UUID.fromString(id), "0"))
                .toList();
        return SameAnswer.Several.of(
                "requests", asks, new SameAnswer.Call(account, Key.of(account, null, asks), "/inbox/approvals"));
    }

    private static String state(String request) {
        return api("admin").read("requests/" + request).getString("state");
    }
}
