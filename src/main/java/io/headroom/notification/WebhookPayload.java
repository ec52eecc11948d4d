package io.headroom.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * What a webhook of the generic format is sent.
 *
 * @param id of what happened: the same for everybody who is told of it
 * @param link where to look, complete
 */
record WebhookPayload(
        UUID id,
        Instant at,
        String action,
        String actor,
        Subject subject,
        String team,
        String sentence,
        String link,
        JsonNode before,
        JsonNode after) {
    /** What something was done to. */
    record Subject(String type, String id) {}

    /** What Slack takes. */
    record Text(String text) {}
}
