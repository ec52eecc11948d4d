package io.headroom.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.Http;
import io.headroom.testing.LocalServices;
import io.headroom.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Addresses that nobody types by accident, and lists read wrongly. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class OddAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "leases/1",
                "leases/null",
                "leases/..%2F..%2F..%2Fetc%2Fpasswd",
                "leases/%2e%2e%2frequests",
                "leases/..;/requests/x",
                "leases/%00",
                "leases/'%20OR%201=1--",
                "leases/%7B%7B7*7%7D%7D",
                "leases/00000000-0000-0000-0000-000000000000",
                "leases/00000000-0000-0000-0000-000000000000%00",
                "requests/00000000-0000-0000-0000-000000000000",
                "requests/..%5C..%5Cwindows",
                "teams/..%2Fvision",
                "teams/%00",
                "teams/VISION",
                "no-such-thing",
                "leases/a/b/c/d"
            })
    void isNotThere(String path) {
        Http.Answer answer = Http.call("GET /api/v1/" + path, Tokens.of("admin"), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(404);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("<").contains("\"status\":404");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "leases?limit=0, 422, limit",
        "leases?limit=-1, 422, limit",
        "leases?limit=201, 422, limit",
        "leases?cursor=yesterday, 422, cursor",
        "leases?cursor=%00, 422, cursor",
        "leases?phase=sleeping, 422, phase",
        "leases?since=yesterday, 422, since",
        "leases?team=%00, 422, U+0000",
        "requests?limit=0, 422, limit",
        "requests?state=maybe, 422, state",
        "requests?cursor=1, 422, cursor",
        "requests?since=yesterday, 422, since",
        "requests?until=2026-13-01, 422, until",
        "decisions?limit=1000, 422, limit",
        "decisions?cursor=x, 422, cursor",
        "decisions?lease=x, 404, lease",
        "decisions?team=%00, 422, U+0000"
    })
    void isAnsweredWell(String path, int status, String named) {
        Http.Answer answer = Http.call("GET /api/v1/" + path, Tokens.of("admin"), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body()).contains(named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"leases", "requests", "decisions"})
    void aTeamThatCannotBeIsAMistakeAlsoOfThoseWhoSeeFewTeams(String path) {
        Http.Answer answer = Http.call("GET /api/v1/" + path + "?team=x%00", Tokens.of("vision-member"), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).contains("team", "x␀", "U+0000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leases?limit=many", "leases?limit=999999999999", "requests?limit=1.5"})
    void aLimitIsANumber(String path) {
        Http.Answer answer = Http.call("GET /api/v1/" + path, Tokens.of("admin"), null);
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.type()).startsWith("application/problem+json");
        assertThat(answer.body()).contains("limit");
    }
}
