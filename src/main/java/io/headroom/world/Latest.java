package io.headroom.world;

import java.time.Instant;
import java.util.Optional;

/** The latest instant at which something in a world happened: that is when it is, unless the world says otherwise. */
final class Latest {
    private Instant latest = Instant.EPOCH;

    /** Reads when something happened. */
    Optional<Instant> of(Fields fields, String name) {
        Optional<Instant> happened = fields.optional(name).map(Value::instant);
        happened.filter(it -> it.isAfter(latest)).ifPresent(it -> latest = it);
        return happened;
    }

    Instant get() {
        return latest;
    }
}
