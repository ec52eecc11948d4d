package io.headroom.telemetry;

import java.util.Arrays;
import java.util.List;

/**
 * How a device is.
 *
 * @param reason why it is no capacity, or null if it is healthy
 * @param accepted what an admin said is over though it is still told, or null
 */
record Health(String reason, String accepted) {
    private static final String AND = "; ";

    static Health of(List<String> reasons, List<String> accepted) {
        return new Health(text(reasons), text(accepted));
    }

    List<String> reasons() {
        return texts(reason);
    }

    List<String> acceptances() {
        return texts(accepted);
    }

    private static List<String> texts(String joined) {
        return joined == null ? List.of() : Arrays.asList(joined.split(AND));
    }

    private static String text(List<String> texts) {
        return texts.isEmpty() ? null : String.join(AND, texts);
    }
}
