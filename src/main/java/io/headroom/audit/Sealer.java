package io.headroom.audit;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;

/**
 * Chains what was committed. Not in the transaction of the action: there is one chain, so every transaction would wait for
 * every other. Replicas take turns by a lock.
 */
@ApplicationScoped
class Sealer {
    private static final int AT_ONCE = 5_000;

    private final AuditRepository entries;

    Sealer(AuditRepository entries) {
        this.entries = entries;
    }

    @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @Transactional
    void seal() {
        // Asked first and without the lock: most seconds have nothing to seal.
        if (entries.unsealed(1).isEmpty()) return;
        entries.lock();
        Seal last = entries.last().map(Seal::of).orElse(Seal.START);
        List<Seal> seals = new ArrayList<>();
        for (AuditEntry entry : entries.unsealed(AT_ONCE)) {
            last = last.before(entry);
            seals.add(last);
        }
        entries.seal(seals);
    }
}
