package io.headroom.idle;

import io.headroom.allocator.Kind;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** What becomes of GPUs that are held and idle past their window (R11). */
@ConfigMapping(prefix = "headroom.idle")
public interface IdleConfig {
    /**
     * On from the start, because the first two steps take nothing that its owner cannot have back, and the third comes
     * hours after two warnings. Choose a dry run to see first whom it would hit.
     */
    @WithDefault("ON")
    IdleMode mode();

    /** For how long an elastic lease does not grow again after it gave back what it did not use. */
    @WithDefault("PT2H")
    Duration regrowAfter();

    Steps training();

    Steps preprocessing();

    Steps interactive();

    /** Most inference may not be taken back: such leases are only ever warned. */
    Steps inference();

    /** Delays of one kind, each counted from the step before. One that is empty switches its step off. */
    interface Steps {
        /** After the GPUs were idle for their window. */
        @WithDefault("PT0S")
        Optional<Duration> warnAfter();

        /** Time to use them again before others may borrow them. */
        @WithDefault("PT30M")
        Optional<Duration> lendAfter();

        /** Long: a job that waits for its data is stopped by this. */
        @WithDefault("PT4H")
        Optional<Duration> releaseAfter();

        /** Those that are on. */
        default Map<IdleStep, Duration> delays() {
            Map<IdleStep, Duration> delays = new EnumMap<>(IdleStep.class);
            warnAfter().ifPresent(delay -> delays.put(IdleStep.WARNED, delay));
            lendAfter().ifPresent(delay -> delays.put(IdleStep.LENDABLE, delay));
            releaseAfter().ifPresent(delay -> delays.put(IdleStep.RELEASED, delay));
            return delays;
        }
    }

    /** Those of a kind. */
    default Steps steps(Kind kind) {
        return switch (kind) {
            case TRAINING -> training();
            case PREPROCESSING -> preprocessing();
            case INTERACTIVE -> interactive();
            case INFERENCE -> inference();
        };
    }
}
