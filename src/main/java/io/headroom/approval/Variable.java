package io.headroom.approval;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** What a rule can speak of, with its type, so that a typing mistake is found when the rule is saved. */
public enum Variable {
    GPUS("request.gpus", SimpleType.INT, "GPUs asked for", f ->
            (long) f.request().gpus()),
    MIN_GPUS("request.minGpus", SimpleType.INT, "the fewest it can work with", f ->
            (long) f.request().minGpus()),
    MAX_GPUS("request.maxGpus", SimpleType.INT, "the most that may come of it", f ->
            (long) f.request().maxGpus()),
    BORROWED("request.borrowed", SimpleType.INT, "of those, GPUs above what is left of the quota", f ->
            (long) f.request().borrowed()),
    LENDERS(
            "request.lenders",
            MapType.create(SimpleType.STRING, SimpleType.INT),
            "whom it would borrow from now, and how many; to extend, whom its team borrows from",
            f -> longs(f.request().lenders())),
    TERM(
            "request.term",
            SimpleType.DURATION,
            "how long, in all",
            f -> Times.duration(f.request().term())),
    STARTS_IN(
            "request.startsIn",
            SimpleType.DURATION,
            "how long until it starts; 0 s if at once",
            f -> Times.duration(f.request().startsIn())),
    TYPE("request.type", SimpleType.STRING, "NEW, EXTEND or RESIZE", f -> f.request()
            .type()),
    KIND("request.kind", SimpleType.STRING, "training, inference, preprocessing or interactive", f -> f.request()
            .kind()),
    FLAVORS("request.flavors", ListType.create(SimpleType.STRING), "flavors it accepts, best first", f -> f.request()
            .flavors()),
    PRIORITY("request.priority", SimpleType.INT, "its place inside its team", f ->
            (long) f.request().priority()),
    RECLAIMABLE("request.reclaimable", SimpleType.BOOL, "whether it may be taken back", f -> f.request()
            .reclaimable()),
    TEAM("team.name", SimpleType.STRING, "the team that asks", f -> f.team().name()),
    COHORT(
            "team.cohort",
            SimpleType.STRING,
            "its cohort, or an empty string",
            f -> f.team().cohort() == null ? "" : f.team().cohort()),
    NOMINAL("team.nominal", SimpleType.INT, "its quota of the first flavor", f ->
            (long) f.team().nominal()),
    HELD("team.held", SimpleType.INT, "what it holds of that flavor", f ->
            (long) f.team().held()),
    USE(
            "team.use",
            SimpleType.DOUBLE,
            "share of its held GPU time that was busy over 7 days, 0 to 1; 0 if not known",
            f -> f.team().use() == null ? 0.0 : f.team().use()),
    USE_PERCENT(
            "team.usePercent",
            SimpleType.INT,
            "the same, rounded to whole percent",
            f -> f.team().use() == null ? 0L : Math.round(f.team().use() * 100)),
    USE_KNOWN(
            "team.useKnown",
            SimpleType.BOOL,
            "whether that was measured",
            f -> f.team().use() != null),
    REQUESTER(
            "requester.name", SimpleType.STRING, "who asks", f -> f.requester().name()),
    ROLES(
            "requester.roles",
            ListType.create(SimpleType.STRING),
            "lead:<team>, member:<team>, manager:<cohort>, admin",
            f -> f.requester().roles()),
    NOW("now", SimpleType.TIMESTAMP, "when it is asked, in UTC", f -> Times.timestamp(f.now()));

    private final String word;
    private final CelType type;
    private final String text;
    private final Function<Facts, Object> value;

    Variable(String word, CelType type, String text, Function<Facts, Object> value) {
        this.word = word;
        this.type = type;
        this.text = text;
        this.value = value;
    }

    /** As a rule spells it. */
    public String word() {
        return word;
    }

    /** What it is, for people. */
    public String text() {
        return text;
    }

    /** The name of its type in CEL. */
    public String typeName() {
        return type.name();
    }

    CelType type() {
        return type;
    }

    /** All of them, as CEL reads them. */
    static Map<String, Object> values(Facts facts) {
        Map<String, Object> values = new HashMap<>();
        for (Variable it : values()) values.put(it.word, it.value.apply(facts));
        return values;
    }

    private static Map<String, Long> longs(Map<String, Integer> counts) {
        Map<String, Long> longs = new HashMap<>();
        counts.forEach((name, count) -> longs.put(name, count.longValue()));
        return longs;
    }
}
