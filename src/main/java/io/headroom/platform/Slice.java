package io.headroom.platform;

import java.util.List;

/**
 * One page of a list.
 *
 * @param next the {@code cursor} of the page after it, or null on the last page
 */
public record Slice<T>(List<T> items, String next) {
    public Slice {
        items = List.copyOf(items);
    }

    /** Cuts a list that was read one item longer than the page: the extra item says that there is more. */
    public static <T> Slice<T> of(List<T> oneMore, int limit, java.util.function.Function<T, String> cursor) {
        if (oneMore.size() <= limit) return new Slice<>(oneMore, null);
        List<T> items = oneMore.subList(0, limit);
        return new Slice<>(items, cursor.apply(items.getLast()));
    }
}
