package io.headroom.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's program that webhooks call: keeps what it was sent, and answers as it was told to, else 204. */
final class Receiver implements AutoCloseable {
    private static final int NO_CONTENT = 204;

    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Queue<Integer> answers = new ConcurrentLinkedQueue<>();

    /** What one call said. */
    record Call(String event, String delivery, String signature, String body) {}

    Receiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", this::receive);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hook";
    }

    /** The next call is answered so. */
    Receiver answering(int status) {
        answers.add(status);
        return this;
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            calls.add(new Call(
                    headers.getFirst("X-Headroom-Event"),
                    headers.getFirst("X-Headroom-Delivery"),
                    headers.getFirst("X-Headroom-Signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            Integer status = answers.poll();
            if (status != null && status / 100 == 3)
                exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.sendResponseHeaders(status == null ? NO_CONTENT : status, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
