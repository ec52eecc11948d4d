package io.headroom.platform;

import java.util.Map;

/**
 * Why something asked for is not done. Each feature has its own sealed family; the same refusal is a problem+json answer
 * on the API (RFC 9457) and a page for people.
 */
public interface Refusal {
    /** Last part of the problem's type, for example {@code lease-already-ended}. */
    String type();

    /** HTTP status. */
    int status();

    /** A few words, the same for every refusal of this type. */
    String title();

    /** One sentence that names the thing, the number and the limit. */
    String detail();

    /** What a program would want to read from it. */
    default Map<String, Object> facts() {
        return Map.of();
    }
}
