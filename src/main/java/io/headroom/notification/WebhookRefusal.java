package io.headroom.notification;

import io.headroom.platform.Refusal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Why a webhook is not added or tried. */
sealed interface WebhookRefusal extends Refusal {
    /** @param whose a team, or the portal */
    record TooManyWebhooks(String whose, int most) implements WebhookRefusal {
        public String type() {
            return "too-many-webhooks";
        }

        public int status() {
            return 409;
        }

        public String title() {
            return "Too many webhooks";
        }

        public String detail() {
            return whose + " has " + most + " webhooks, and no more are possible. Remove one first.";
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("most", most);
        }
    }

    /** @param pause until the oldest of them counts no more */
    record TooManyTrials(int most, Duration pause) implements WebhookRefusal {
        public String type() {
            return "too-many-trials";
        }

        public int status() {
            return 429;
        }

        public String title() {
            return "Too many at once";
        }

        public String detail() {
            return "A webhook is tried by hand at most " + most + " times a minute. Try again in "
                    + Refusal.seconds(pause) + " s.";
        }

        @Override
        public Optional<Duration> retryAfter() {
            return Optional.of(pause);
        }

        @Override
        public Map<String, Object> facts() {
            return Map.of("most", most);
        }
    }
}
