package io.headroom.request;

/**
 * A request as it was typed or sent, nothing checked yet; null or blank means not given.
 *
 * @param duration ISO 8601, for example {@code P3D} or {@code PT8H}; either this or {@code endsAt}
 * @param startsAt ISO 8601 instant, or absent for now
 */
public record AskInput(
        String team,
        String flavor,
        String gpus,
        String minGpus,
        String kind,
        String purpose,
        String duration,
        String startsAt,
        String endsAt) {}
