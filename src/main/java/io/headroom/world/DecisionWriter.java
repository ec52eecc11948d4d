package io.headroom.world;

import com.fasterxml.jackson.core.JsonGenerator;
import io.headroom.allocator.Decision;
import java.io.IOException;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes decisions as JSON. {@code reason} is the code of those that have one, and then {@code detail} is the sentence;
 * for the others {@code reason} is the sentence.
 */
final class DecisionWriter {
    private static final String UNKNOWN = "unknown";

    private DecisionWriter() {}

    static void write(Decision decision, JsonGenerator json) throws IOException {
        json.writeStartObject();
        switch (decision) {
            case Decision.Admit admit -> admit(admit, json);
            case Decision.Wait wait -> waits(wait, json);
            case Decision.Grow grow -> grow(grow, json);
            case Decision.Reclaim reclaim -> reclaim(reclaim, json);
            case Decision.CallOff callOff -> callOff(callOff, json);
            case Decision.Shrink shrink -> shrink(shrink, json);
            case Decision.Expire expire -> expire(expire, json);
        }
        json.writeEndObject();
    }

    private static void admit(Decision.Admit admit, JsonGenerator json) throws IOException {
        json.writeStringField("type", "ADMIT");
        json.writeStringField("request", admit.request());
        json.writeStringField("flavor", admit.flavor());
        json.writeNumberField("gpus", admit.gpus());
        json.writeNumberField("own", admit.own());
        json.writeNumberField("borrowed", admit.borrowed());
        lenders(admit.lenders(), json);
        json.writeStringField("reason", admit.sentence());
    }

    private static void waits(Decision.Wait wait, JsonGenerator json) throws IOException {
        json.writeStringField("type", "WAIT");
        json.writeStringField("request", wait.request());
        json.writeStringField("reason", wait.reason().name());
        json.writeStringField("detail", wait.sentence());
        json.writeStringField("estimatedStart", instant(wait.estimatedStart()));
        if (wait.retryAt() != null) json.writeStringField("retryAt", instant(wait.retryAt()));
    }

    private static void grow(Decision.Grow grow, JsonGenerator json) throws IOException {
        json.writeStringField("type", "GROW");
        lease(grow.lease(), grow.gpus(), json);
        json.writeNumberField("total", grow.total());
        json.writeNumberField("own", grow.gpus() - grow.borrowed());
        json.writeNumberField("borrowed", grow.borrowed());
        lenders(grow.lenders(), json);
        json.writeStringField("reason", grow.sentence());
    }

    private static void reclaim(Decision.Reclaim reclaim, JsonGenerator json) throws IOException {
        json.writeStringField("type", "RECLAIM");
        lease(reclaim.lease(), reclaim.gpus(), json);
        json.writeNumberField("remaining", reclaim.remaining());
        beneficiary(reclaim.forRequest(), json);
        json.writeStringField("reason", reclaim.reason().name());
        json.writeStringField("deadline", instant(reclaim.deadline()));
        json.writeStringField("detail", reclaim.sentence());
    }

    private static void callOff(Decision.CallOff callOff, JsonGenerator json) throws IOException {
        json.writeStringField("type", "CALL_OFF");
        lease(callOff.lease(), callOff.gpus(), json);
        beneficiary(callOff.forRequest(), json);
        json.writeStringField("reason", callOff.sentence());
    }

    private static void shrink(Decision.Shrink shrink, JsonGenerator json) throws IOException {
        json.writeStringField("type", "SHRINK");
        lease(shrink.lease(), shrink.gpus(), json);
        json.writeNumberField("remaining", shrink.remaining());
        beneficiary(shrink.forRequest(), json);
        json.writeStringField("reason", shrink.reason().name());
        json.writeStringField("detail", shrink.sentence());
    }

    private static void expire(Decision.Expire expire, JsonGenerator json) throws IOException {
        json.writeStringField("type", "EXPIRE");
        lease(expire.lease(), expire.gpus(), json);
        json.writeStringField("reason", expire.sentence());
    }

    private static void lease(String id, int gpus, JsonGenerator json) throws IOException {
        json.writeStringField("lease", id);
        json.writeNumberField("gpus", gpus);
    }

    /** Nobody in particular is left out. */
    private static void beneficiary(String request, JsonGenerator json) throws IOException {
        if (request != null) json.writeStringField("for", request);
    }

    private static void lenders(Map<String, Integer> lenders, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("lenders");
        for (var lender : new TreeMap<>(lenders).entrySet()) json.writeNumberField(lender.getKey(), lender.getValue());
        json.writeEndObject();
    }

    private static String instant(Instant instant) {
        return instant == null ? UNKNOWN : instant.toString();
    }
}
