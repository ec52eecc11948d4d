package io.headroom.telemetry;

import java.util.Map;

/**
 * One metric that tells one fact.
 *
 * @param fact what it tells
 * @param metric the metric's name; letter case is ignored
 * @param scale by what to multiply to get the fact's unit; absent means 1
 * @param valueLabel label that holds the value when the number is something else (an XID's number beside its count);
 *     absent means the number itself
 * @param where labels the series must carry with exactly these values; absent means none
 */
public record FactSource(Fact fact, String metric, Double scale, String valueLabel, Map<String, String> where) {
    public FactSource {
        scale = scale == null ? 1.0 : scale;
        where = where == null ? Map.of() : Map.copyOf(where);
    }
}
