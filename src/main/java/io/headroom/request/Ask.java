package io.headroom.request;

import io.headroom.allocator.Choice;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import io.headroom.allocator.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A request that makes sense: every value is in its range.
 *
 * @param choice the flavors it accepts
 * @param gpus how many it wants
 * @param range the sizes it can work with
 */
public record Ask(
        String team,
        Choice choice,
        int gpus,
        Range range,
        Profile profile,
        String purpose,
        Duration term,
        Instant startsAt,
        Instant endsAt) {
    /** The flavor it likes best. */
    public String flavor() {
        return choice.flavors().getFirst();
    }

    public Kind kind() {
        return profile.kind();
    }

    /** The same, of this flavor or none. */
    Ask of(String flavor) {
        return new Ask(team, Choice.of(flavor), gpus, range, profile, purpose, term, startsAt, endsAt);
    }

    /** The same, and nobody may take it back. */
    Ask notReclaimable() {
        Profile kept = new Profile(profile.kind(), profile.priority(), false);
        return new Ask(team, choice, gpus, range, kept, purpose, term, startsAt, endsAt);
    }

    /** The same in the queue from now on, under a name of its own. */
    Waiting waiting(Instant now) {
        Instant begins = startsAt == null ? now : startsAt;
        return new Waiting(
                UUID.randomUUID().toString(),
                team,
                choice,
                gpus,
                range,
                profile,
                Duration.ZERO,
                now,
                startsAt,
                begins.plus(term),
                null);
    }
}
