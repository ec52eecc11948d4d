package io.headroom.board;

import java.util.Locale;
import java.util.function.ToIntFunction;

/** What is measured of each flavor: held, free and unhealthy add up to total. */
enum FlavorMeter {
    TOTAL("All there are", Counts::total),
    FREE("Healthy and held by nobody", Counts::free),
    UNHEALTHY("Held by nobody and no capacity", Counts::unhealthy);

    private final String description;
    private final ToIntFunction<Counts> value;

    FlavorMeter(String description, ToIntFunction<Counts> value) {
        this.description = description;
        this.value = value;
    }

    String meter() {
        return "headroom.flavor." + name().toLowerCase(Locale.ROOT);
    }

    String description() {
        return description;
    }

    int value(Counts counts) {
        return value.applyAsInt(counts);
    }
}
