package io.headroom.browser;

import static io.headroom.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** Shortcuts over REST to what a journey starts from. */
final class Api {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Api() {}

    /** Asks as the team's lead, within policy, for a day of training; gives the lease. */
    static String asks(String team, String flavor, int gpus, String purpose) {
        return as(team + "-lead")
                .contentType(ContentType.JSON)
                .body("""
                        {"team": "%s", "flavor": "%s", "gpus": %d, "kind": "training", "duration": "P1D", "purpose": "%s"}""".formatted(team, flavor, gpus, purpose))
                .post("/api/v1/requests")
                .then()
                .statusCode(201)
                .extract()
                .path("lease");
    }

    /** The same, and the GPUs are there when it returns. */
    static String holds(String team, String flavor, int gpus, String purpose) {
        String lease = asks(team, flavor, gpus, purpose);
        awaits(team, lease, "ACTIVE");
        return lease;
    }

    static void awaits(String team, String lease, String phase) {
        Instant patience = Instant.now().plus(PATIENCE);
        while (!phase(team, lease).equals(phase) && Instant.now().isBefore(patience))
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        assertThat(phase(team, lease)).as("phase of the lease").isEqualTo(phase);
    }

    static String phase(String team, String lease) {
        return as(team + "-lead").get("/api/v1/leases/" + lease).path("lease.phase");
    }

    /** The lease with this purpose. */
    static String lease(String team, String purpose) {
        return as(team + "-lead")
                .get("/api/v1/leases?team=" + team + "&limit=100")
                .path("items.find { it.purpose == '" + purpose + "' }.id");
    }

    /** How many requests the team ever made. */
    static int requests(String team) {
        return as(team + "-lead")
                .get("/api/v1/requests?limit=100")
                .path("items.findAll { it.team == '" + team + "' }.size()");
    }

    /** The request with this purpose. */
    static String request(String team, String purpose) {
        return as(team + "-lead")
                .get("/api/v1/requests?limit=100")
                .path("items.find { it.purpose == '" + purpose + "' }.id");
    }
}
