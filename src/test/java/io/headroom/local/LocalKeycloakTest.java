package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.headroom.testing.LocalServices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Against the real thing; ordered because each start costs several seconds. */
@TestMethodOrder(OrderAnnotation.class)
class LocalKeycloakTest {
    private static final Path HOME = Path.of("target/headroom-keycloak-test").toAbsolutePath();
    private static final int PORT = Ports.pickFree();

    private static LocalKeycloak keycloak;

    @BeforeAll
    static void start() throws IOException {
        LocalKeycloak.stopLeftover(HOME);
        Folders.delete(HOME);
        keycloak = launch();
        keycloak.awaitReady();
    }

    @AfterAll
    static void stop() throws IOException {
        keycloak.close();
    }

    private static LocalKeycloak launch() {
        return LocalKeycloak.launch(LocalServices.distribution(), HOME, PORT, RealmTemplate.forPortal(9000));
    }

    @Test
    @Order(1)
    void a_lead_is_known_by_group_name_and_audience() {
        JsonNode claims = claims("client_id=headroom-cli&grant_type=password&username=vision-lead&password=headroom");
        assertThat(claims.get("iss").asText()).isEqualTo(keycloak.issuer());
        assertThat(claims.at("/groups/0").asText()).isEqualTo("/teams/vision/leads");
        assertThat(claims.get("aud").asText()).isEqualTo("headroom");
        assertThat(claims.get("preferred_username").asText()).isEqualTo("vision-lead");
        assertThat(claims.get("name").asText()).isEqualTo("Vera Vision");
        assertThat(claims.get("email").asText()).isEqualTo("vision-lead@headroom.example");
    }

    @Test
    @Order(2)
    void the_administrator_has_the_role_admin() {
        JsonNode claims = claims("client_id=headroom-cli&grant_type=password&username=admin&password=headroom");
        assertThat(claims.at("/realm_access/roles/0").asText()).isEqualTo("admin");
    }

    @Test
    @Order(3)
    void automation_of_a_team_is_in_the_team_s_group() {
        JsonNode claims = claims("client_id=ci-vision&client_secret=headroom-ci-vision&grant_type=client_credentials");
        assertThat(claims.at("/groups/0").asText()).isEqualTo("/teams/vision/leads");
        assertThat(claims.get("aud").asText()).isEqualTo("headroom");
    }

    @Test
    @Order(4)
    void one_that_a_killed_portal_left_running_makes_room_for_the_next() throws IOException {
        long leftover = Long.parseLong(
                Files.readString(HOME.resolve("keycloak/keycloak.pid")).strip());
        keycloak = launch();
        assertThat(ProcessHandle.of(leftover)).isEmpty();
        keycloak.awaitReady();
    }

    private static JsonNode claims(String form) {
        var request = HttpRequest.newBuilder(URI.create(keycloak.issuer() + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            var json = new ObjectMapper();
            String token = json.readTree(
                            client.send(request, BodyHandlers.ofString()).body())
                    .get("access_token")
                    .asText();
            return json.readTree(Base64.getUrlDecoder().decode(token.split("\\.")[1]));
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
