package io.headroom.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.function.Predicate;

/** The REST API in a test's words, as one of the demo accounts. */
public final class Api {
    private final String user;

    private Api(String user) {
        this.user = user;
    }

    public static Api api(String user) {
        return new Api(user);
    }

    public Response get(String path) {
        return Tokens.as(user).get("/api/v1/" + path);
    }

    public Response post(String path, String json) {
        return Tokens.as(user).contentType(ContentType.JSON).body(json).post("/api/v1/" + path);
    }

    /** As {@link #post}, having seen a version. */
    public Response post(String path, String json, String ifMatch) {
        return Tokens.as(user)
                .contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body(json)
                .post("/api/v1/" + path);
    }

    public Response delete(String path) {
        return Tokens.as(user).delete("/api/v1/" + path);
    }

    public Response put(String path, String json) {
        return Tokens.as(user).contentType(ContentType.JSON).body(json).put("/api/v1/" + path);
    }

    /** As {@link #put}, having seen a version. */
    public Response put(String path, String json, String ifMatch) {
        return Tokens.as(user)
                .contentType(ContentType.JSON)
                .header("If-Match", ifMatch)
                .body(json)
                .put("/api/v1/" + path);
    }

    /** An answer that has to be a success. */
    public JsonPath read(String path) {
        Response response = get(path);
        assertThat(response.statusCode()).as(path).isEqualTo(200);
        return response.jsonPath();
    }

    public Response ask(Ask ask) {
        return post("requests", ask.json());
    }

    /** Asks for what has to be granted without anybody's approval; the lease. */
    public String granted(Ask ask) {
        Response response = ask(ask);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        assertThat(response.jsonPath().getString("state"))
                .as(response.asString())
                .isEqualTo("APPROVED");
        return response.jsonPath().getString("lease");
    }

    /** Asks for what has to be reviewed; the request. */
    public String reviewed(Ask ask) {
        Response response = ask(ask);
        assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
        assertThat(response.jsonPath().getString("state"))
                .as(response.asString())
                .isEqualTo("IN_REVIEW");
        return response.jsonPath().getString("id");
    }

    /** Asks, lets {@code decider} approve if somebody has to, and waits until the lease holds GPUs. */
    public String holding(Ask ask, String decider) {
        JsonPath request = ask(ask).jsonPath();
        String lease = request.getString("lease");
        if (lease == null)
            lease = api(decider)
                    .post("requests/" + request.getString("id") + "/approvals", "{}")
                    .jsonPath()
                    .getString("lease");
        await(lease, it -> it.getString("lease.phase").equals("ACTIVE"));
        return lease;
    }

    /** Asks for what cannot be had now: the lease waits. An admin approves if somebody has to. */
    public String holdingNothing(Ask ask) {
        JsonPath request = ask(ask).jsonPath();
        String lease = request.getString("lease");
        if (lease == null)
            lease = api("admin")
                    .post("requests/" + request.getString("id") + "/approvals", "{}")
                    .jsonPath()
                    .getString("lease");
        await(lease, it -> it.getString("lease.waitReason") != null);
        return lease;
    }

    public JsonPath lease(String id) {
        return read("leases/" + id);
    }

    public String phase(String lease) {
        return lease(lease).getString("lease.phase");
    }

    /** Waits until a lease is as wanted. */
    public JsonPath await(String lease, Predicate<JsonPath> wanted) {
        return Eventually.until(
                "lease " + lease + " changed; now " + lease(lease).getMap("lease"), () -> lease(lease), wanted);
    }

    /** Waits until a lease is in a phase. */
    public JsonPath awaitPhase(String lease, String phase) {
        return await(lease, it -> it.getString("lease.phase").equals(phase));
    }
}
