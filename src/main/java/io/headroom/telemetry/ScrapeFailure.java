package io.headroom.telemetry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Says in one sentence, for the person who runs the exporter, why a scrape failed. */
final class ScrapeFailure {
    private ScrapeFailure() {}

    /** An answer that is no metrics, and why. */
    static final class NotMetrics extends IOException {
        NotMetrics(String sentence) {
            super(sentence);
        }
    }

    /** A target that was not asked because something that its access needs is missing; never says what is secret. */
    static final class NotAsked extends IOException {
        NotAsked(String sentence) {
            super("not asked: " + sentence);
        }
    }

    static String sentence(Throwable failure, ScrapeLimits limits) {
        return switch (failure) {
            case NotMetrics answer -> answer.getMessage();
            case NotAsked missing -> missing.getMessage();
            case BoundedStream.TooLarge _ -> "answered more than " + (limits.maxBodyBytes() >> 10) + " KiB";
            case TimeoutException _ -> timedOut(limits);
            case HttpTimeoutException _ -> timedOut(limits);
            case ConnectException refused when hasCause(refused, UnresolvedAddressException.class) -> "unknown host";
            case ConnectException _ -> "connection refused";
            case SSLException tls -> "TLS failed: " + reason(tls);
            case RejectedExecutionException _ -> "not asked: scraping has stopped";
            case IllegalArgumentException _ -> "is no http address";
            default -> "broke off: " + reason(failure);
        };
    }

    private static String timedOut(ScrapeLimits limits) {
        long millis = limits.timeout().toMillis();
        return "timed out after " + (millis % 1000 == 0 ? millis / 1000 + " s" : millis + " ms");
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null
                ? failure.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static boolean hasCause(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (type.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }
}
