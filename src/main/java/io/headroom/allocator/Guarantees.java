package io.headroom.allocator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What of the nominal quotas exists. Quotas at or below capacity are guaranteed in full; above it every guarantee
 * shrinks in proportion, largest remainder first, earlier in the list first (rules of allocation, section 2).
 */
final class Guarantees {
    private Guarantees() {}

    static int[] within(int capacity, int[] nominal) {
        long promised = Arrays.stream(nominal).asLongStream().sum();
        if (promised <= capacity) return nominal.clone();
        int[] guaranteed = Arrays.stream(nominal)
                .map(n -> (int) ((long) n * capacity / promised))
                .toArray();
        int left = capacity - Arrays.stream(guaranteed).sum();
        byRemainder(capacity, nominal, promised).limit(left).forEach(i -> guaranteed[i]++);
        return guaranteed;
    }

    private static IntStream byRemainder(int capacity, int[] nominal, long promised) {
        return IntStream.range(0, nominal.length)
                .boxed()
                .sorted(Comparator.comparingLong((Integer i) -> (long) nominal[i] * capacity % promised)
                        .reversed())
                .mapToInt(Integer::intValue);
    }
}
