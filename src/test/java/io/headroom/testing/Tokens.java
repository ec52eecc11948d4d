package io.headroom.testing;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.ConfigProvider;

/** Access tokens of the demo accounts, from the real Keycloak. */
public final class Tokens {
    private static final Map<String, String> TOKENS = new ConcurrentHashMap<>();

    private Tokens() {}

    /** A call as one of the demo accounts, or as the service client {@code ci-vision}. */
    public static RequestSpecification as(String user) {
        return given().auth().oauth2(of(user));
    }

    /** The account's token; asked once, good for the whole run. */
    public static String of(String user) {
        return TOKENS.computeIfAbsent(user, Tokens::ask);
    }

    private static String ask(String user) {
        if (user.equals("ci-vision")) return KeycloakAdmin.serviceToken(user, "headroom-ci-vision");
        return given().formParam("grant_type", "password")
                .formParam("client_id", "headroom-cli")
                .formParam("username", user)
                .formParam("password", "headroom")
                .post(issuer() + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    /** The realm's address. */
    public static String issuer() {
        return ConfigProvider.getConfig().getValue("quarkus.oidc.auth-server-url", String.class);
    }
}
