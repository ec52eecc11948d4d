package io.headroom.lease;

import io.headroom.allocator.Choice;
import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Profile;
import io.headroom.allocator.Range;
import java.util.ArrayList;
import java.util.List;

/** What was asked beyond a number of GPUs of one flavor, in words. */
public final class Wishes {
    private Wishes() {}

    /** The sizes it works with, or null if there is only one. */
    public static String sizes(Range range) {
        if (range.min() == range.max()) return null;
        return "works with " + range.min() + " to " + range.max()
                + (range.step() > 1 ? ", in steps of " + range.step() : "");
    }

    /** What else it accepts, or null if nothing. */
    public static String otherFlavors(Choice choice) {
        if (choice.flavors().size() == 1) return null;
        String others = String.join(
                ", then ", choice.flavors().subList(1, choice.flavors().size()));
        String first = choice.flavors().getFirst();
        return others
                + (choice.policy() == FlavorPolicy.PREFER_WAITING
                        ? "; rather waits for " + first
                        : "; rather starts there than waits for " + first);
    }

    /** Its standing inside its team and against others, or null if it is as usual. */
    public static String standing(Profile profile) {
        List<String> words = new ArrayList<>();
        if (profile.priority() != 0) words.add("priority " + profile.priority() + " in its team");
        if (!profile.reclaimable()) words.add("cannot be taken back, so it never borrows");
        return words.isEmpty() ? null : String.join("; ", words);
    }
}
