package io.headroom.docs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The OpenAPI document is kept in {@code docs/}, so that nobody changes the API without seeing it. To write it anew:
 * {@code ./mvnw test -Dtest=ApiDocumentTest -Dheadroom.openapi.write=true}.
 */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class ApiDocumentTest {
    private static final Path KEPT = Path.of("docs", "openapi.yaml");

    @Test
    void isWhatIsKept() throws IOException {
        String served = given().header("Accept", "application/yaml")
                .get("/api/openapi")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        if (Boolean.getBoolean("headroom.openapi.write")) Files.writeString(KEPT, served);
        assertThat(served)
                .as("docs/openapi.yaml; if the change is meant, write it anew with -Dheadroom.openapi.write=true")
                .isEqualTo(Files.readString(KEPT));
    }
}
