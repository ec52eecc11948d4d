package io.headroom.lease;

import io.headroom.platform.Refusal;
import java.util.Map;
import java.util.UUID;

/** Why something is not done to a lease. */
public sealed interface LeaseRefusal extends Refusal {
    /** More GPUs than it holds. */
    record ReleasesMoreThanHeld(UUID lease, int asked, int held) implements LeaseRefusal {
        public String type() {
            return "releases-more-than-held";
        }

        public int status() {
            return 409;
        }

        public String title() {
            return "More than the lease holds";
        }

        public String detail() {
            return "gpus: " + asked + " is not allowed; this lease holds " + held + ".";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("asked", asked, "held", held);
        }
    }
}
