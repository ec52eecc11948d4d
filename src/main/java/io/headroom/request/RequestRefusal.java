package io.headroom.request;

import io.headroom.lease.Lease;
import io.headroom.platform.Refusal;
import java.util.List;
import java.util.Map;

/** Why something is not done to a request. */
public sealed interface RequestRefusal extends Refusal {
    /** Nobody decides on their own request. */
    record OwnRequest(String who) implements RequestRefusal {
        public String type() {
            return "own-request";
        }

        public int status() {
            return 403;
        }

        public String title() {
            return "Nobody decides their own request";
        }

        public String detail() {
            return who + " asked for this; somebody else has to decide it.";
        }
    }

    /** Several steps want several people. */
    record DecidedAStepBefore(String who) implements RequestRefusal {
        public String type() {
            return "decided-a-step-before";
        }

        public int status() {
            return 403;
        }

        public String title() {
            return "Another person has to decide this step";
        }

        public String detail() {
            return who + " decided an earlier step of this request; the next one needs somebody else.";
        }
    }

    /** The same key with another body. */
    record KeyReused(String key) implements RequestRefusal {
        public String type() {
            return "idempotency-key-reused";
        }

        public int status() {
            return 422;
        }

        public String title() {
            return "Idempotency key used for something else";
        }

        public String detail() {
            return "Idempotency-Key: “" + key
                    + "” was already used with another body; use a new key for a new request.";
        }
    }

    /** A lease has one open extension at most. */
    record AlreadyExtending(String request) implements RequestRefusal {
        public String type() {
            return "extension-under-review";
        }

        public int status() {
            return 409;
        }

        public String title() {
            return "An extension is under review";
        }

        public String detail() {
            return "An extension of this lease is already under review; withdraw it before asking again.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("request", request);
        }
    }

    /** A lease has one open resize at most. */
    record AlreadyResizing(String request) implements RequestRefusal {
        public String type() {
            return "resize-under-review";
        }

        public int status() {
            return 409;
        }

        public String title() {
            return "A resize is under review";
        }

        public String detail() {
            return "Another size for this lease is already under review; withdraw it before asking again.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("request", request);
        }
    }

    /** A lease waits for more GPUs already. */
    record MoreOnTheirWay(String supplement, int gpus) implements RequestRefusal {
        /** @param waiting what is to join the lease; not empty */
        static MoreOnTheirWay of(List<Lease> waiting) {
            int gpus = waiting.stream().mapToInt(Lease::gpus).sum();
            return new MoreOnTheirWay(waiting.getFirst().id().toString(), gpus);
        }

        public String type() {
            return "more-on-their-way";
        }

        public int status() {
            return 409;
        }

        public String title() {
            return "More GPUs are on their way";
        }

        public String detail() {
            return gpus + " more are on their way to this lease; withdraw them before asking for another size.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("supplement", supplement);
        }
    }

    /** One of several failed by our fault; the others were decided or will be, so the answer has to say so. */
    record NotDecided() implements RequestRefusal {
        public String type() {
            return "not-decided";
        }

        public int status() {
            return 500;
        }

        public String title() {
            return "Something went wrong";
        }

        public String detail() {
            return "It could not be decided: something went wrong. Try it alone.";
        }
    }
}
