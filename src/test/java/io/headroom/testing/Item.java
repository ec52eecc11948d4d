package io.headroom.testing;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.Takes;
import io.headroom.allocator.Waiting;
import java.time.Duration;
import java.time.Instant;

/** A lease or request while {@link CapacityWorld} is told about it. */
final class Item {
    final String id;
    final String team;
    final int gpus;
    final boolean held;
    int minGpus;
    int maxGpus;
    int stepGpus = 1;
    int wanted = Integer.MAX_VALUE;
    Choice choice = Choice.of(CapacityWorld.H100);
    Duration reclaimDelay = Duration.ZERO;
    int priority;
    int idle;
    int lendable;
    int lost;
    int drained;
    int timesReclaimed;
    boolean reclaimable = true;
    int takes;
    Kind kind = Kind.TRAINING;
    Instant since = CapacityWorld.NOON.minus(Duration.ofHours(1));
    Instant startsAt;
    Instant endsAt = CapacityWorld.NOON.plus(Duration.ofDays(1));

    Item(String id, String team, int gpus, boolean held) {
        this.id = id;
        this.team = team;
        this.gpus = gpus;
        this.held = held;
        this.minGpus = gpus;
        this.maxGpus = gpus;
    }

    private Range range() {
        return new Range(minGpus, maxGpus, stepGpus);
    }

    Held asHeld() {
        return new Held(
                id,
                team,
                CapacityWorld.H100,
                gpus,
                range(),
                new Profile(kind, priority, reclaimable),
                new Held.Use(idle, lost, wanted, drained, lendable),
                timesReclaimed,
                since,
                endsAt);
    }

    Waiting asWaiting() {
        return new Waiting(
                id,
                team,
                choice,
                gpus,
                range(),
                new Profile(kind, priority, reclaimable),
                reclaimDelay,
                since,
                startsAt,
                endsAt,
                takes > 0 ? new Takes(CapacityWorld.H100, takes) : null);
    }
}
