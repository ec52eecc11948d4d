package io.headroom.world;

import io.headroom.allocator.FlavorPolicy;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.Preset;
import io.headroom.allocator.ReclaimReason;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The words of the format, and what they stand for. */
final class Words {
    static final Map<String, Preset> PRESETS = lowerCase(Preset.values());
    static final Map<String, FlavorPolicy> FLAVOR_POLICIES = asNamed(FlavorPolicy.values());
    static final Map<String, ReclaimReason> RECLAIM_REASONS = asNamed(ReclaimReason.values());
    static final Map<String, Preemption> WITHIN_TEAM =
            asNamed(Preemption.NEVER, Preemption.LOWER_PRIORITY, Preemption.LOWER_OR_NEWER_EQUAL_PRIORITY);
    static final Map<String, Preemption> RECLAIM_WITHIN_COHORT =
            asNamed(Preemption.NEVER, Preemption.LOWER_PRIORITY, Preemption.ANY);
    static final Map<String, Preemption> BORROW_WITHIN_COHORT = asNamed(Preemption.NEVER, Preemption.LOWER_PRIORITY);
    static final Map<String, Kind> KINDS = kinds();

    private Words() {}

    /** In any case: they are also written as in the database. */
    private static Map<String, Kind> kinds() {
        Map<String, Kind> kinds = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        kinds.putAll(lowerCase(Kind.values()));
        return Collections.unmodifiableMap(kinds);
    }

    @SafeVarargs
    private static <E extends Enum<E>> Map<String, E> asNamed(E... values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) words.put(value.name(), value);
        return Collections.unmodifiableMap(words);
    }

    private static <E extends Enum<E>> Map<String, E> lowerCase(E[] values) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E value : values) words.put(value.name().toLowerCase(Locale.ROOT).replace('_', '-'), value);
        return Collections.unmodifiableMap(words);
    }
}
