package io.headroom.board;

import io.headroom.lease.LeaseEvent;
import io.headroom.platform.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * A decision as people read it.
 *
 * @param css {@code reclaim} for what takes GPUs away
 */
record DecisionView(String time, When at, String css, String headline, String sentence, String lease) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    static DecisionView of(LeaseEvent event, Instant now) {
        boolean takes = event.what() == LeaseEvent.What.RECLAIM || event.what() == LeaseEvent.What.SHRINK;
        return new DecisionView(
                TIME.format(event.at()),
                When.of(event.at(), now),
                takes ? "reclaim" : "",
                headline(event),
                event.sentence(),
                event.lease().toString());
    }

    private static String headline(LeaseEvent event) {
        String gpus = event.gpus() == null ? "" : event.gpus() + " " + event.flavor();
        return switch (event.what()) {
            case ADMIT -> event.team() + " gets " + gpus;
            case WAIT -> event.team() + " waits for " + gpus;
            case RECLAIM -> event.team() + " gives back " + gpus;
            case CALL_OFF -> event.team() + " keeps " + gpus;
            case SHRINK -> event.team() + " gave back " + gpus;
            case GROW -> event.team() + " grows by " + gpus;
            case EXPIRE -> event.team() + "’s lease of " + gpus + " ended";
            case JOINED -> event.team() + ": " + gpus + " joined another lease";
            case APPROVED,
                    RELEASED,
                    WITHDRAWN,
                    EXTENDED,
                    EXPIRES_SOON,
                    REPLACED,
                    RESIZED,
                    IDLE_WARNED,
                    IDLE_LENDABLE,
                    IDLE_RELEASED,
                    IDLE_KEPT,
                    IDLE_OVER,
                    DRAINED,
                    REVOKED -> event.team() + ": " + gpus;
        };
    }
}
