package io.headroom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;

/** What a refusal looks like. */
public final class Problems {
    private Problems() {}

    /** A problem with this status whose detail names all of these: the field, the value, the rule. */
    public static void assertProblem(Response response, int status, String... named) {
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
        assertThat(response.contentType()).startsWith("application/problem+json");
        assertThat(response.jsonPath().getInt("status")).isEqualTo(status);
        assertThat(response.jsonPath().getString("type")).startsWith("/problems/");
        String detail = response.jsonPath().getString("detail");
        assertThat(detail).isNotBlank();
        for (String name : named) assertThat(detail).contains(name);
    }
}
