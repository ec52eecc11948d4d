package io.headroom.telemetry;

import io.headroom.telemetry.ScrapeFailure.NotMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Asks a Prometheus server for what it scraped, by one query per mapping for the metrics that mapping knows; all at once,
 * so that they take no longer than one may.
 *
 * <p>The query is for the raw samples of the last {@value #WINDOW}, because only those carry the time at which they were
 * scraped: the instant value of a series is dated now, however old it is.
 */
final class PrometheusServer implements AutoCloseable {
    private static final String WINDOW = "2m";

    private final ScrapeLimits limits;
    private final List<Mappings> mappings;
    private final Clock clock;
    private final BoundedHttp http;

    PrometheusServer(ScrapeLimits limits, Mappings mappings, Clock clock) {
        this.limits = limits;
        this.mappings = mappings.apart();
        this.clock = clock;
        this.http = new BoundedHttp(limits);
    }

    /**
     * What each exporter last said, as old as it is, and a failed look for each question without a good answer; a single
     * one if there is no good answer at all.
     */
    List<Scrape> scrape(Target target) {
        URI server = target.uri();
        Instant began = clock.instant();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<List<Scrape>>> questions =
                    mappings.stream().map(it -> question(target, it, began)).toList();
            return together(server, threads.invokeAll(questions), began);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(server, ScrapeFailure.sentence(e, limits), began);
        }
    }

    /** @param answers in the order of the mappings */
    private List<Scrape> together(URI server, List<Future<List<Scrape>>> answers, Instant began)
            throws InterruptedException {
        List<Scrape> looks = new ArrayList<>();
        List<Scrape> unanswered = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            try {
                looks.addAll(answers.get(i).get());
            } catch (ExecutionException e) {
                unanswered.add(unanswered(server, mappings.get(i), e.getCause(), began));
            }
        }
        if (unanswered.size() == answers.size())
            return failed(server, unanswered.getFirst().error(), began);
        looks.addAll(unanswered);
        return looks.isEmpty() ? failed(server, "has no series of a known exporter", began) : looks;
    }

    private Scrape unanswered(URI server, Mappings mapping, Throwable failure, Instant began) {
        Throwable cause = failure instanceof ExecutionException asking ? asking.getCause() : failure;
        String sentence = ScrapeFailure.sentence(cause, limits);
        String name = mapping.inOrder().getFirst().name();
        return Scrape.unanswered(server.toString(), name, sentence, began, took(began));
    }

    private Callable<List<Scrape>> question(Target target, Mappings mapping, Instant began) {
        URI server = target.uri();
        return () -> http.get(query(server, mapping), target.access(), "application/json", this::series).stream()
                .map(exporter -> look(server, exporter, mapping, began))
                .toList();
    }

    @Override
    public void close() {
        http.close();
    }

    static URI query(URI server, Mappings mapping) {
        String selector = "{__name__=~\"(?i:" + String.join("|", mapping.metrics()) + ")\"}[" + WINDOW + "]";
        String base = server.toString().replaceFirst("/+$", "");
        return URI.create(base + "/api/v1/query?query=" + URLEncoder.encode(selector, StandardCharsets.UTF_8));
    }

    private Collection<Exposition> series(HttpResponse<?> response, InputStream body) throws IOException {
        String type = response.headers().firstValue("Content-Type").orElse("");
        if (!type.startsWith("application/json")) {
            throw new NotMetrics("answered HTTP " + response.statusCode() + ", not as a Prometheus server does");
        }
        return PrometheusAnswer.read(body);
    }

    private Scrape look(URI server, Exposition exporter, Mappings mapping, Instant began) {
        try {
            Reading reading = ExporterText.read(exporter.text(), mapping);
            Instant at = exporter.scrapedAt().isAfter(began) ? began : exporter.scrapedAt();
            return Scrape.of(server.toString(), reading, at, took(began)).orOn(exporter.host());
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the text is in memory
        }
    }

    private List<Scrape> failed(URI server, String sentence, Instant began) {
        return List.of(Scrape.failed(server.toString(), sentence, began, took(began)));
    }

    private Duration took(Instant began) {
        return Duration.between(began, clock.instant());
    }
}
