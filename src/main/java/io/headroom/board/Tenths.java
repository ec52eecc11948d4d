package io.headroom.board;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A whole and its parts with one digit after the point. Parts are rounded so that they add up to the whole as it is shown:
 * thirds of one are 0.4, 0.3 and 0.3.
 */
record Tenths(String whole, List<String> parts) {
    private static final int TENTHS = 10;

    /** @param unit how much of the parts is one */
    static Tenths of(long unit, long... parts) {
        return split(Math.round(TENTHS * Arrays.stream(parts).sum() / (double) unit), unit, parts);
    }

    /** Parts of what is itself a part, and was rounded up or down as such. */
    static Tenths split(String whole, long unit, long... parts) {
        return split(new BigDecimal(whole).movePointRight(1).longValueExact(), unit, parts);
    }

    private static Tenths split(long whole, long unit, long... parts) {
        long[] tenths = Arrays.stream(parts).map(part -> TENTHS * part / unit).toArray();
        long left = whole - Arrays.stream(tenths).sum();
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer part) -> TENTHS * parts[part] % unit)
                        .reversed())
                .limit(left)
                .forEach(part -> tenths[part]++);
        return new Tenths(
                text(whole), Arrays.stream(tenths).mapToObj(Tenths::text).toList());
    }

    private static String text(long tenths) {
        return BigDecimal.valueOf(tenths, 1).toString();
    }
}
