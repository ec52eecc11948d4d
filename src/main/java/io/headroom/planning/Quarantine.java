package io.headroom.planning;

import io.headroom.allocator.Held;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.World;
import io.headroom.lease.Unappliable;
import io.headroom.platform.SqlState;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/**
 * Leases that planning leaves alone for a while, because what was decided for them could not be made true twice: one that
 * waits is not there, one that holds GPUs keeps them and nothing happens to it. So one of them stops nobody else for ever.
 */
@ApplicationScoped
class Quarantine {
    private static final Logger LOG = Logger.getLogger(Quarantine.class);
    private static final int SECOND = 2;
    /** Classes of SQL states that tell of the lease: bad values, broken laws, what a trigger raised. */
    private static final Set<String> OF_THE_LEASE = Set.of("22", "23", "P0");

    private final Duration length;
    private final Map<Suspect, Failures> suspects = new ConcurrentHashMap<>();

    private record Suspect(UUID lease, String decision) {}

    /** @param until when it is tried again, or null while it failed only once */
    private record Failures(int count, Instant until, String why) {
        boolean isOut(Instant now) {
            return until != null && now.isBefore(until);
        }
    }

    Quarantine(PlanningConfig config) {
        this.length = config.quarantine();
    }

    /** A round failed. @return whether the next one will leave out what made it fail */
    boolean failed(Throwable failure, Instant now) {
        Unappliable culprit = culprit(failure);
        if (culprit == null || !isOfTheLease(culprit.getCause())) return false;
        Suspect suspect = new Suspect(culprit.lease(), culprit.decision());
        int count = suspects.containsKey(suspect) ? suspects.get(suspect).count + 1 : 1;
        boolean out = count >= SECOND;
        suspects.put(suspect, new Failures(count, out ? now.plus(length) : null, culprit.getMessage()));
        if (out)
            LOG.errorf(
                    culprit,
                    "Lease %s is left out of planning for %s: %s failed %d times",
                    culprit.lease(),
                    length,
                    culprit.decision(),
                    count);
        return out;
    }

    /** A round passed: whoever was part of it is no suspect any more. */
    void passed(Instant now) {
        suspects.values().removeIf(failures -> !failures.isOut(now));
    }

    /** The leases to leave alone. */
    Set<String> leases(Instant now) {
        return suspects.entrySet().stream()
                .filter(entry -> entry.getValue().isOut(now))
                .map(entry -> entry.getKey().lease().toString())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Which leases are left alone and why, or null if none is. */
    String worry(Instant now) {
        String all = suspects.entrySet().stream()
                .filter(entry -> entry.getValue().isOut(now))
                .map(entry -> "lease " + entry.getKey().lease() + " ("
                        + entry.getKey().decision() + ": " + entry.getValue().why() + ")")
                .sorted()
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? null : all;
    }

    /** The same world in which nothing happens to these leases. */
    static World without(World world, Set<String> leases) {
        if (leases.isEmpty()) return world;
        List<Held> held = world.leases().stream()
                .map(lease -> leases.contains(lease.id()) ? untouched(lease) : lease)
                .toList();
        List<Notice> notices = world.notices().stream()
                .filter(notice -> !leases.contains(notice.lease()))
                .toList();
        return world.leases(held)
                .notices(notices)
                .waiting(world.waiting().stream()
                        .filter(request -> !leases.contains(request.id()))
                        .toList());
    }

    private static Held untouched(Held it) {
        return new Held(
                it.id(),
                it.team(),
                it.flavor(),
                it.gpus(),
                Range.exactly(it.gpus()),
                new Profile(it.kind(), it.priority(), false),
                new Held.Use(0, 0, it.gpus(), it.use().drained(), 0),
                it.timesReclaimed(),
                it.startedAt(),
                it.endsAt().plus(Duration.ofDays(365)));
    }

    private static Unappliable culprit(Throwable failure) {
        for (Throwable it = failure; it != null; it = it.getCause()) if (it instanceof Unappliable found) return found;
        return null;
    }

    /** Two that met at one row, or a database that went away, are nobody's fault. */
    private static boolean isOfTheLease(Throwable failure) {
        return SqlState.classOf(failure).map(OF_THE_LEASE::contains).orElse(true);
    }
}
