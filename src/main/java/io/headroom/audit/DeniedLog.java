package io.headroom.audit;

import io.headroom.platform.Denied;
import io.headroom.platform.Happened;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Puts denied attempts on record, a moment after they were answered and each in a transaction of its own: they may come on
 * a thread that must not wait, what was refused has nothing to undo, and one that cannot be written hides no other.
 */
@ApplicationScoped
class DeniedLog {
    private static final int SHOWN = 200;
    private static final Logger LOG = Logger.getLogger(DeniedLog.class);

    private final DeniedAttempts attempts = new DeniedAttempts();
    private final AuditRepository entries;
    private final Caller caller;
    private final Clock clock;

    DeniedLog(AuditRepository entries, Caller caller, Clock clock) {
        this.entries = entries;
        this.caller = caller;
        this.clock = clock;
    }

    void hear(@Observes Denied denied) {
        boolean stranger = denied.stranger() != null;
        attempts.add(new DeniedAttempts.Attempt(
                clock.instant(),
                stranger ? Caller.NOBODY : shown(caller.name()),
                stranger ? denied.stranger() : caller.source(),
                denied));
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void write() {
        attempts.write(
                clock.instant(), line -> QuarkusTransaction.requiringNew().run(() -> write(line)));
    }

    /** What was refused in the last second is not lost. */
    void writeLast(@Observes ShutdownEvent event) {
        write();
        List<DeniedAttempts.Line> left = attempts.drain(clock.instant());
        if (!left.isEmpty()) LOG.errorf("Denied attempts that are not on record: %s", left);
    }

    private void write(DeniedAttempts.Line line) {
        switch (line) {
            case DeniedAttempts.Attempt it -> entries.add(happened(it), it.source());
            case DeniedAttempts.More it -> entries.add(happened(it), it.source());
        }
    }

    static Happened happened(DeniedAttempts.Attempt it) {
        Denied denied = it.denied();
        String method = shown(denied.method());
        String path = shown(denied.path());
        return new Happened(
                it.at(),
                it.actor(),
                "access.denied",
                new Happened.Subject("path", path, null),
                Set.of(),
                null,
                Map.of("method", method, "path", path),
                it.actor() + " was refused " + method + " " + path + ": " + shown(denied.reason()));
    }

    private static Happened happened(DeniedAttempts.More it) {
        return new Happened(
                it.at(),
                it.actor(),
                "access.denied",
                new Happened.Subject("account", it.actor(), null),
                Set.of(),
                null,
                Map.of("attempts", it.attempts()),
                it.actor() + " was refused " + it.attempts() + " more times within a minute.");
    }

    /** Callers choose these texts: none may be too long to keep, or have in it what the database keeps in no text. */
    private static String shown(String text) {
        String kept = text.replace('\0', '␀');
        return kept.length() > SHOWN ? kept.substring(0, SHOWN) + "…" : kept;
    }
}
