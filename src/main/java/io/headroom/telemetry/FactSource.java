package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One metric that tells one fact.
 *
 * @param fact what it tells
 * @param metric the metric's name; letter case is ignored
 * @param scale by what to multiply to get the fact's unit; absent means 1
 * @param valueLabel label that holds the value when the number is something else (an XID's number beside its count);
 *     absent means the number itself
 * @param where labels the series must carry with exactly these values; absent means none. Letter case of names is
 *     ignored
 */
public record FactSource(Fact fact, String metric, Double scale, String valueLabel, Map<String, String> where) {
    public FactSource {
        scale = scale == null ? 1.0 : scale;
        where = where == null ? Map.of() : Map.copyOf(where);
    }

    /** Whether the series, known to have the metric's name, carries the labels asked for. */
    boolean isToldBy(Sample sample) {
        return where.isEmpty()
                || where.entrySet().stream()
                        .allMatch(wanted -> wanted.getValue().equals(text(sample, wanted.getKey())));
    }

    /** The value in the fact's unit; NaN if the label that should hold it does not. */
    double value(Sample sample) {
        double raw = valueLabel == null ? sample.value() : number(text(sample, valueLabel));
        return scale < 1 ? raw / (1 / scale) : raw * scale; // 57 % is 0.57; times 0.01 it would be 0.5700000000000001
    }

    private static String text(Sample sample, String labelName) {
        for (int label = 0; label < sample.labelCount(); label++) {
            if (labelName.equalsIgnoreCase(sample.labelName(label))) {
                return sample.labelValue(label);
            }
        }
        return null;
    }

    private static double number(String text) {
        byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
        Decimal decimal = new Decimal();
        return decimal.read(bytes, 0, bytes.length) ? decimal.value() : Double.NaN;
    }
}
