package io.headroom.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A portal on this machine, called as its demo accounts. */
final class PortalApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String portal;
    private final String issuer;

    PortalApi(int port) {
        this.portal = "http://localhost:" + port;
        this.issuer = "http://localhost:" + (port + 1) + "/realms/headroom";
    }

    String address() {
        return portal;
    }

    /** @throws IllegalStateException unless it went well */
    JsonNode call(String method, String path, String token, String body) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(portal + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) throw new IllegalStateException(path + " " + response.statusCode());
        return JSON.readTree(response.body());
    }

    /** Asks for one GPU for an hour, which needs no approval. */
    JsonNode askForOne(String team, String flavor, String token) throws IOException, InterruptedException {
        return call("POST", "/api/v1/requests", token, """
                {"team": "%s", "flavor": "%s", "gpus": 1, "kind": "training", "duration": "PT1H", "purpose": "load"}""".formatted(team, flavor));
    }

    /** What anybody may read. */
    String read(String path) throws IOException, InterruptedException {
        var response =
                http.send(HttpRequest.newBuilder(URI.create(portal + path)).build(), BodyHandlers.ofString());
        if (response.statusCode() != 200) throw new IllegalStateException(path + " " + response.statusCode());
        return response.body();
    }

    String token(String user) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(issuer + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(
                        "grant_type=password&client_id=headroom-cli&password=headroom&username=" + user))
                .build();
        return JSON.readTree(http.send(request, BodyHandlers.ofString()).body())
                .path("access_token")
                .asText();
    }
}
