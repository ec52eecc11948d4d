package io.headroom.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.local.demo.TestWorld;
import io.headroom.testing.Browser;
import io.headroom.testing.ForgedToken;
import io.headroom.testing.Http;
import io.headroom.testing.KeycloakAdmin;
import io.headroom.testing.LocalServices;
import io.headroom.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who is nobody: tokens that are not ours, not now, or not meant for the portal. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class TokenTest {
    @Inject
    TestWorld world;

    static Stream<Arguments> wrongTokens() {
        return Stream.of(
                token("no token", () -> null),
                token("no token at all after the word Bearer", () -> ""),
                token("a word", () -> "letmein"),
                token("three words with dots", () -> "let.me.in"),
                token("an expired token", TokenTest::expired),
                token("an unsigned token (alg none)", () -> ForgedToken.of("vision-lead")
                        .unsigned()),
                token("a token whose groups were changed", () -> ForgedToken.of("vision-lead")
                        .with("/teams/vision/leads", "/teams/nlp/leads")),
                token("a token signed with another key", () -> ForgedToken.of("vision-lead")
                        .signedWithAnotherKey()),
                token("a token signed with our public key as if it were a secret", () -> ForgedToken.of("vision-lead")
                        .signedWithThePublicKey()),
                token("a token cut short", () -> Tokens.of("vision-lead").replaceFirst(".{20}$", "")),
                token("a token of another realm", () -> KeycloakAdmin.tokenOfAnotherRealm("vision-lead")),
                token("a token for another audience", () -> KeycloakAdmin.tokenForAnotherAudience("vision-lead")));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void isNobody(Supplier<String> token) {
        for (String target : new String[] {"GET /api/v1/leases", "POST /api/v1/requests"}) {
            Http.Answer answer = Http.call(target, token.get(), null);
            assertThat(answer.status()).as(answer.body()).isEqualTo(401);
            assertThat(answer.location()).isNull();
            assertThat(answer.type()).startsWith("application/problem+json");
            assertThat(answer.body())
                    .contains("\"type\":\"/problems/not-signed-in\"", "Authorization", "/realms/headroom");
        }
    }

    @Test
    void aGoodTokenIsSomebody() {
        assertThat(Http.call("GET /api/v1/leases", Tokens.of("vision-lead"), null)
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aTokenInTheAddressIsNoToken() {
        String target = "GET /api/v1/leases?access_token=" + Tokens.of("vision-lead");
        assertThat(Http.call(target, null, null).status()).isEqualTo(401);
    }

    @Test
    void aSessionCookieOpensPagesAndNotTheApi() {
        world.reset();
        Browser browser = Browser.signedInAs("vision-lead");
        assertThat(browser.get("/board").status()).isEqualTo(200);
        Http.Answer api = browser.get("/api/v1/leases");
        assertThat(api.status()).isEqualTo(401);
        assertThat(api.location()).isNull();
    }

    private static String expired() {
        String token = KeycloakAdmin.briefToken("vision-lead");
        try {
            Thread.sleep(2_000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return token;
    }

    private static Arguments token(String name, Supplier<String> token) {
        return argumentSet(name, token);
    }
}
