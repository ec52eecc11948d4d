package io.headroom.testing;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** As much of a browser as signing in takes: cookies, redirects and one form. */
public final class Browser {
    private static final Pattern FORM = Pattern.compile("<form[^>]*action=\"([^\"]+)\"");

    private final CookieManager cookies = new LaxCookies();
    private final HttpClient following = client(Redirect.ALWAYS);
    private final HttpClient plain = client(Redirect.NEVER);

    private Browser() {}

    /** Goes through the identity provider's own page. */
    public static Browser signedInAs(String user) {
        Browser browser = new Browser();
        String page = browser.send(browser.following, request("/board").build()).body();
        Matcher form = FORM.matcher(page);
        if (!form.find()) throw new IllegalStateException("no sign-in form: " + page);
        String body = "username=" + user + "&password=headroom&credentialId=";
        var answer = browser.send(
                browser.following,
                HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(body))
                        .build());
        if (answer.statusCode() != 200) throw new IllegalStateException("signing in answered " + answer.statusCode());
        return browser;
    }

    /** Without following redirects. */
    public Http.Answer get(String path) {
        return answer(send(plain, request(path).build()));
    }

    /** Sends a form without following redirects. Headers are given as name, value, name, value. */
    public Http.Answer post(String path, Map<String, String> form, String... headers) {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        if (headers.length > 0) request.headers(headers);
        return answer(send(plain, request.build()));
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + path))
                .header("Accept", "text/html");
    }

    private HttpClient client(Redirect redirects) {
        return HttpClient.newBuilder()
                .cookieHandler(cookies)
                .followRedirects(redirects)
                .build();
    }

    private static Http.Answer answer(HttpResponse<String> response) {
        return new Http.Answer(
                response.statusCode(),
                response.headers().firstValue("Content-Type").orElse(""),
                response.headers().firstValue("Location").orElse(null),
                response.body());
    }

    private HttpResponse<String> send(HttpClient client, HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Browsers send secure cookies to localhost; Java's cookie store does not. */
    private static final class LaxCookies extends CookieManager {
        @Override
        public void put(URI uri, Map<String, List<String>> headers) throws IOException {
            Map<String, List<String>> lax = headers.entrySet().stream()
                    .filter(header -> header.getKey() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, header -> header.getValue().stream()
                            .map(value -> value.replaceAll("(?i);\\s*secure", ""))
                            .toList()));
            super.put(uri, lax);
        }
    }
}
