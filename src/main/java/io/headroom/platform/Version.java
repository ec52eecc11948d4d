package io.headroom.platform;

import java.util.Optional;

/** Optimistic locking over HTTP: the {@code ETag} a reader got is the {@code If-Match} a writer sends (RFC 9110, 13.1.1). */
public final class Version {
    private Version() {}

    /** The entity tag of a version. */
    public static String tag(int version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses a writer that saw another version. No header means the caller does not care.
     *
     * @throws Refused 412 if the versions differ, 422 if the header is no version
     */
    public static void check(String what, String ifMatch, int current) {
        parse(ifMatch).filter(seen -> seen != current).ifPresent(seen -> {
            throw new Refused(new CommonRefusal.Stale(what, seen, current));
        });
    }

    private static Optional<Integer> parse(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank() || ifMatch.equals("*")) return Optional.empty();
        String digits = ifMatch.strip().replace("W/", "").replace("\"", "");
        if (!digits.matches("\\d{1,9}")) throw Refused.invalid("If-Match", ifMatch, "must be the ETag that was read");
        return Optional.of(Integer.parseInt(digits));
    }
}
