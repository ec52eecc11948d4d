package io.headroom.platform;

import java.time.Instant;
import java.util.Map;
import java.util.Set;

/**
 * Something that a person or the allocator did. Told as a CDI event within the transaction it happened in, so whoever keeps
 * it or passes it on does so together with it, or not at all.
 *
 * @param actor a username, {@code allocator}, {@code policy}, {@link #CLOCK} or {@link #TELEMETRY}
 * @param action what was done, as {@code object.past}, for example {@code request.approved}
 * @param subject what it was done to
 * @param audience whom it concerns
 * @param before how the subject was, as JSON values; null if it was not there, or if that does not matter
 * @param after how it is now; null if it is gone
 * @param sentence the same for people
 */
public record Happened(
        Instant at,
        String actor,
        String action,
        Subject subject,
        Set<Audience> audience,
        Map<String, Object> before,
        Map<String, Object> after,
        String sentence) {
    /** The actor of what happens because time has passed. */
    public static final String CLOCK = "clock";
    /** The actor of what exporters report, or report no longer. */
    public static final String TELEMETRY = "telemetry";

    public Happened {
        audience = Set.copyOf(audience);
    }

    /**
     * What something was done to.
     *
     * @param type {@code request}, {@code lease}, {@code team}, {@code cohort}, {@code policy} …
     * @param id unique among those of the type
     * @param team the team it belongs to, or null
     */
    public record Subject(String type, String id, String team) {}
}
