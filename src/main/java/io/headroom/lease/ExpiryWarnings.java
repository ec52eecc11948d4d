package io.headroom.lease;

import io.headroom.lease.LeaseEvent.What;
import io.headroom.platform.Happened;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import io.headroom.platform.When;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Tells those concerned that a lease ends soon. Every replica looks; the lease's row says which stage was told last, so
 * each is told once, by whoever comes first. What came due while nobody looked is told as one warning, the latest.
 */
@ApplicationScoped
class ExpiryWarnings {
    private static final int MINUTES_PER_HOUR = 60;
    private static final int HOURS_PER_DAY = 24;

    private final ExpiryRepository leases;
    private final LeaseHistory history;
    private final Signals signals;
    private final Clock clock;

    ExpiryWarnings(ExpiryRepository leases, LeaseHistory history, Signals signals, Clock clock) {
        this.leases = leases;
        this.history = history;
        this.signals = signals;
        this.clock = clock;
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void warn() {
        Instant now = clock.instant();
        boolean warned = false;
        for (Lease lease : leases.endingWithin(now, ExpiryStage.WEEK.ahead()))
            warned |= ExpiryStage.of(lease, now)
                    .map(stage -> tell(lease, stage, now))
                    .orElse(false);
        if (warned) signals.changed(Topic.BOARD);
    }

    private boolean tell(Lease lease, ExpiryStage stage, Instant now) {
        if (!leases.markTold(lease.id(), lease.endsAt(), stage)) return false;
        history.add(
                LeaseEvent.of(lease, now, Happened.CLOCK, What.EXPIRES_SOON)
                        .gpus(lease.claim())
                        .saying(sentence(lease, now)),
                lease);
        return true;
    }

    private static String sentence(Lease lease, Instant now) {
        String when = When.spoken(lease.endsAt()) + ", in " + roughly(Duration.between(now, lease.endsAt()));
        String what = lease.claim() + " " + lease.flavor();
        if (lease.phase() == Phase.LENT)
            return "The claim of " + lease.team() + " to " + what + ", lent while idle, ends " + when
                    + "; extend, call back or let go.";
        return what + " of " + lease.team() + (lease.claim() == 1 ? " ends " : " end ") + when + "; extend or let go.";
    }

    /** A day before the end is looked at a few seconds late and is still called a day. */
    static String roughly(Duration left) {
        long minutes = Math.max(1, Math.round(left.toSeconds() / 60.0));
        long hours = Math.round(minutes / (double) MINUTES_PER_HOUR);
        if (minutes < MINUTES_PER_HOUR) return count(minutes, "minute");
        if (hours < HOURS_PER_DAY) return count(hours, "hour");
        return count(Math.round(hours / (double) HOURS_PER_DAY), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}
