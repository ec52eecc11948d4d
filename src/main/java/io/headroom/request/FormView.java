package io.headroom.request;

import io.headroom.platform.Complaints;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The left half of the request form, with what was typed and what is wrong with it.
 *
 * @param key sent back with the form, so that a second click asks for nothing new
 * @param preview the right half, or null if nothing was typed yet
 */
record FormView(
        AskInput input,
        String key,
        List<String> teams,
        List<FlavorNow> flavors,
        Map<String, String> errors,
        PreviewView preview) {
    /** What could be had of a flavor now. */
    record FlavorNow(String name, int free, int available) {
        public String text() {
            int borrowable = Math.max(0, available - free);
            return free + " of your own free now" + (borrowable > 0 ? ", " + borrowable + " more to borrow" : "");
        }
    }

    /** The choices of terms, as ISO 8601 and as people say them. */
    private static final Map<String, String> TERMS = choices();

    private static Map<String, String> choices() {
        Map<String, String> terms = new java.util.LinkedHashMap<>();
        terms.put("PT1H", "1 hour");
        terms.put("PT8H", "8 hours");
        terms.put("P1D", "1 day");
        terms.put("P3D", "3 days");
        terms.put("P7D", "7 days");
        terms.put("P14D", "14 days");
        terms.put("P30D", "30 days");
        terms.put("P60D", "60 days");
        return terms;
    }

    /** The choices as the form lists them, with the one that was typed or linked to. */
    public java.util.Set<Map.Entry<String, String>> terms() {
        if (Complaints.blank(input.duration()) || TERMS.containsKey(input.duration())) return TERMS.entrySet();
        Map<String, String> terms = new java.util.LinkedHashMap<>(TERMS);
        terms.put(input.duration(), input.duration());
        return terms.entrySet();
    }

    /** The flavor that was chosen first (0), second or third, or null. */
    public String choice(int place) {
        return place < input.choices().size() ? input.choices().get(place) : null;
    }

    /** Whether the less usual choices are shown: one of them was made, or is wrong. */
    public boolean more() {
        return input.choices().size() > 1
                || Stream.of(input.startsAt(), input.priority(), input.reclaimable())
                        .anyMatch(it -> !Complaints.blank(it))
                || "PREFER_WAITING".equals(input.flavorPolicy());
    }

    public boolean prefersWaiting() {
        return "PREFER_WAITING".equals(input.flavorPolicy());
    }

    public boolean kept() {
        return "false".equals(input.reclaimable());
    }

    /** What is wrong with a field, or null. */
    public String error(String field) {
        return errors.get(field);
    }
}
