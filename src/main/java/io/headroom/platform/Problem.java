package io.headroom.platform;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import java.util.Map;

/** A refusal as RFC 9457 problem details. */
public record Problem(
        String type, String title, int status, String detail, String instance, Map<String, Object> facts) {
    /** The media type of one. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** @param instance the path that was called */
    public static Problem of(Refusal refusal, String instance) {
        return new Problem(
                "/problems/" + refusal.type(),
                refusal.title(),
                refusal.status(),
                refusal.detail(),
                instance,
                refusal.facts());
    }

    /** What a program would want to read, beside the standard members. */
    @JsonAnyGetter
    public Map<String, Object> facts() {
        return facts;
    }
}
