package io.headroom.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Open boards, as far as the stream goes: each hears what changed, and notes when. */
final class Boards implements AutoCloseable {
    /** The portal sends a page no more signals than one in this time; what comes sooner waits. */
    private static final Duration PACE = Duration.ofMillis(2_100);

    /** A connection each, as browsers have. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final List<Board> boards;

    Boards(int count, String portal, String token) {
        boards = Stream.generate(Board::new).limit(count).toList();
        var request = HttpRequest.newBuilder(URI.create(portal + "/api/v1/events"))
                .header("Authorization", "Bearer " + token)
                .build();
        boards.forEach(board -> http.sendAsync(request, BodyHandlers.fromLineSubscriber(board)));
    }

    private record Heard(Instant at, String topics) {}

    private static final class Board implements Flow.Subscriber<String> {
        private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
        private volatile Instant last = Instant.MIN;

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(String line) {
            String topics = line.startsWith("data:") ? line.substring(5).strip() : "";
            if (topics.isEmpty()) return;
            last = Instant.now();
            heard.add(new Heard(last, topics));
        }

        @Override
        public void onError(Throwable failure) {
            heard.clear(); // it counts as one that heard nothing
        }

        @Override
        public void onComplete() {}

        Optional<Instant> heard(String topic, Instant since) {
            return heard.stream()
                    .filter(it -> it.at.isAfter(since) && it.topics.contains(topic))
                    .map(Heard::at)
                    .findFirst();
        }
    }

    /** Waits until all of them have heard something, so all are open. */
    void awaitOpen() throws InterruptedException {
        while (boards.stream().anyMatch(board -> board.last.equals(Instant.MIN))) Thread.sleep(100);
    }

    /** Waits until the next signal is not held back for the sake of the one before. */
    void awaitQuiet() throws InterruptedException {
        while (boards.getFirst().last.plus(PACE).isAfter(Instant.now())) Thread.sleep(10);
    }

    /** Notes how long after an instant each board heard of a topic; says how many did not. */
    int note(Instant changed, String topic, Timings into) {
        int missed = 0;
        for (Board board : boards) {
            Optional<Instant> heard = board.heard(topic, changed);
            heard.ifPresent(at -> into.add(Duration.between(changed, at)));
            if (heard.isEmpty()) missed++;
        }
        return missed;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
