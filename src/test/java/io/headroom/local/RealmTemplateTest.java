package io.headroom.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RealmTemplateTest {
    private final JsonNode realm = read();

    private static JsonNode read() {
        try {
            return new ObjectMapper().readTree(RealmTemplate.forPortal(9000));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void no_placeholder_is_left() {
        assertThat(realm.toString()).doesNotContain("$").contains("http://localhost:9000/*");
    }

    @Test
    void every_demo_account_has_the_password_headroom_and_nothing_left_to_do() {
        var people = StreamSupport.stream(realm.get("users").spliterator(), false)
                .filter(user -> !user.has("serviceAccountClientId"))
                .toList();
        assertThat(people).hasSize(9).allSatisfy(user -> {
            assertThat(user.at("/credentials/0/value").asText()).isEqualTo("headroom");
            assertThat(user.get("emailVerified").asBoolean()).isTrue();
            assertThat(user.get("firstName").asText()).isNotBlank();
            assertThat(user.has("requiredActions")).isFalse();
        });
    }

    @Test
    void every_client_tells_groups_roles_and_audience() {
        assertThat(realm.get("clients")).hasSize(3).allSatisfy(client -> assertThat(
                        client.get("protocolMappers").findValuesAsText("protocolMapper"))
                .containsExactlyInAnyOrder(
                        "oidc-group-membership-mapper", "oidc-usermodel-realm-role-mapper", "oidc-audience-mapper"));
    }
}
