package io.headroom.telemetry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** Says in one sentence, for the person who runs the exporter, why a scrape failed. */
final class ScrapeFailure {
    private ScrapeFailure() {}

    /** An answer that is no metrics, and why. */
    static final class NotMetrics extends IOException {
        NotMetrics(String sentence) {
            super(sentence);
        }
    }

    static String sentence(Throwable failure, ScrapeLimits limits) {
        return switch (failure) {
            case NotMetrics answer -> answer.getMessage();
            case BoundedStream.TooLarge _ -> "answered more than " + (limits.maxBodyBytes() >> 10) + " KiB";
            case TimeoutException _ -> timedOut(limits);
            case HttpTimeoutException _ -> timedOut(limits);
            case ConnectException refused when hasCause(refused, UnresolvedAddressException.class) -> "unknown host";
            case ConnectException _ -> "connection refused";
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
