package io.headroom.allocator;

import java.util.List;

/**
 * The flavors a request accepts.
 *
 * @param flavors in order of preference
 */
public record Choice(List<String> flavors, FlavorPolicy policy) {
    public Choice {
        flavors = List.copyOf(flavors);
        if (flavors.isEmpty()) throw new IllegalArgumentException("a request accepts at least one flavor");
    }

    public static Choice of(String... flavors) {
        return new Choice(List.of(flavors), FlavorPolicy.PREFER_STARTING);
    }
}
