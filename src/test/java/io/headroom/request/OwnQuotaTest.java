package io.headroom.request;

import static io.headroom.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.headroom.local.demo.TestWorld;
import io.headroom.testing.LocalServices;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Journey 1 over the API. */
@QuarkusTest
@QuarkusTestResource(LocalServices.class)
class OwnQuotaTest {
    @Inject
    TestWorld world;

    @BeforeEach
    void demo() {
        world.reset();
    }

    @Test
    void aRequestWithinQuotaHoldsItsGpusAMomentLater() throws InterruptedException {
        String lease = as("vision-lead")
                .contentType(ContentType.JSON)
                .body("""
                        {"team": "vision", "flavor": "h100-80gb", "gpus": 4, "kind": "training", "duration": "P3D",
                         "purpose": "Own quota"}""")
                .post("/api/v1/requests")
                .then()
                .statusCode(201)
                .body("state", equalTo("APPROVED"))
                .extract()
                .path("lease");
        String phase = "";
        for (int i = 0; i < 50 && !phase.equals("ACTIVE"); i++) {
            phase = as("vision-lead")
                    .get("/api/v1/leases/" + lease)
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("lease.phase");
            Thread.sleep(50);
        }
        assertThat(phase).isEqualTo("ACTIVE");
    }
}
