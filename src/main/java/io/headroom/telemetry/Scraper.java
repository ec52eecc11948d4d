package io.headroom.telemetry;

import io.headroom.telemetry.ScrapeFailure.NotMetrics;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Asks exporters what they see. A scrape never throws and never outlasts its timeout, whatever the target does. */
public final class Scraper implements AutoCloseable {
    private static final String ACCEPT = "text/plain;version=0.0.4,application/openmetrics-text;q=0.5,*/*;q=0.1";

    private final ScrapeLimits limits;
    private final Mappings mappings;
    private final Clock clock;
    private final BoundedHttp http;

    public Scraper(ScrapeLimits limits, Mappings mappings, Clock clock) {
        this.limits = limits;
        this.mappings = mappings;
        this.clock = clock;
        this.http = new BoundedHttp(limits);
    }

    /** Asks one target and waits. Call it from many threads at once: a hung target delays only its own caller. */
    public Scrape scrape(URI target) {
        return scrape(Target.at(target));
    }

    /** The same with what its source says of it. */
    Scrape scrape(Target asked) {
        URI target = asked.uri();
        Instant began = clock.instant();
        try {
            Mappings readers = asked.mapping() == null ? mappings : mappings.only(asked.mapping());
            Reading reading =
                    http.get(target, asked.access(), ACCEPT, (response, body) -> read(response, body, readers));
            return Scrape.of(target.toString(), reading, began, Duration.between(began, clock.instant()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(target, e, began);
        } catch (ExecutionException e) {
            return failed(target, e.getCause(), began);
        } catch (TimeoutException | RejectedExecutionException e) {
            return failed(target, e, began);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static Reading read(HttpResponse<?> response, InputStream body, Mappings readers) throws IOException {
        refuseOtherThanMetrics(response);
        return ExporterText.read(body, readers);
    }

    private static void refuseOtherThanMetrics(HttpResponse<?> response) throws NotMetrics {
        if (response.statusCode() / 100 == 3) {
            throw new NotMetrics("answered HTTP " + response.statusCode() + ", and redirects are not followed");
        }
        if (response.statusCode() != 200) {
            throw new NotMetrics("answered HTTP " + response.statusCode());
        }
        String type = response.headers().firstValue("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (type.startsWith("text/html")) {
            throw new NotMetrics("answered text/html, not metrics");
        }
    }

    private Scrape failed(URI target, Throwable failure, Instant began) {
        String sentence = ScrapeFailure.sentence(failure, limits);
        return Scrape.failed(target.toString(), sentence, began, Duration.between(began, clock.instant()));
    }
}
