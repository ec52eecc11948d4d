package io.headroom.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.local.RealmTemplate;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Adds to the test run's Keycloak what no real one would have: clients and realms that make wrong tokens. */
public final class KeycloakAdmin {
    private static final Path PASSWORD = Path.of("target/headroom-test/keycloak/admin-password");
    private static final String GROUPS = """
            {"name": "groups", "protocol": "openid-connect", "protocolMapper": "oidc-group-membership-mapper",
             "config": {"claim.name": "groups", "full.path": "true", "access.token.claim": "true"}}""";
    private static final String AUDIENCE = """
            {"name": "audience", "protocol": "openid-connect", "protocolMapper": "oidc-audience-mapper",
             "config": {"included.client.audience": "headroom", "access.token.claim": "true"}}""";

    private KeycloakAdmin() {}

    /** A token as the portal wants it, except that it is good for one second only. */
    public static String briefToken(String user) {
        client("test-brief", "\"access.token.lifespan\": \"1\"", GROUPS + ", " + AUDIENCE);
        return passwordGrant("headroom", "test-brief", user);
    }

    /** A token of the right realm that is not meant for the portal. */
    public static String tokenForAnotherAudience(String user) {
        client("test-elsewhere", "", GROUPS);
        return passwordGrant("headroom", "test-elsewhere", user);
    }

    /** A token of another realm of the same Keycloak, with the same accounts and clients. */
    public static String tokenOfAnotherRealm(String user) {
        String realm = RealmTemplate.forPortal(1).replace("\"realm\": \"headroom\"", "\"realm\": \"elsewhere\"");
        created(post("", realm));
        return passwordGrant("elsewhere", "headroom-cli", user);
    }

    /** An account with the password of all accounts. */
    public static void user(String name, String... groups) {
        String list = String.join("\", \"", groups);
        created(post("/headroom/users", """
                {"username": "%s", "enabled": true, "email": "%s@headroom.example", "emailVerified": true,
                 "firstName": "Test", "lastName": "Account", "groups": ["%s"],
                 "credentials": [{"type": "password", "value": "headroom", "temporary": false}]}""".formatted(name, name, list)));
    }

    /** A token of a service client. */
    public static String serviceToken(String client, String secret) {
        return given().formParam("grant_type", "client_credentials")
                .formParam("client_id", client)
                .formParam("client_secret", secret)
                .post(Tokens.issuer() + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static void client(String id, String attributes, String mappers) {
        created(post("/headroom/clients", """
                {"clientId": "%s", "publicClient": true, "directAccessGrantsEnabled": true, "protocol": "openid-connect",
                 "attributes": {%s}, "protocolMappers": [%s]}""".formatted(id, attributes, mappers)));
    }

    private static void created(Response response) {
        assertThat(response.statusCode()).as(response.asString()).isIn(201, 409);
    }

    private static Response post(String path, String json) {
        return given().auth()
                .oauth2(adminToken())
                .contentType(ContentType.JSON)
                .body(json)
                .post(base() + "/admin/realms" + path);
    }

    private static String adminToken() {
        try {
            return token(
                    "master",
                    "admin-cli",
                    "keycloak-admin",
                    Files.readString(PASSWORD).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String passwordGrant(String realm, String client, String user) {
        return token(realm, client, user, "headroom");
    }

    private static String token(String realm, String client, String user, String password) {
        return given().formParam("grant_type", "password")
                .formParam("client_id", client)
                .formParam("username", user)
                .formParam("password", password)
                .post(base() + "/realms/" + realm + "/protocol/openid-connect/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String base() {
        return Tokens.issuer().replace("/realms/headroom", "");
    }
}
