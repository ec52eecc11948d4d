package io.headroom.admin;

import io.headroom.allocator.Kind;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Quota;
import io.headroom.team.Owner;
import io.headroom.team.RuleSettings;
import io.headroom.team.Settings;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Turns settings into the fields of the form, and what was typed there back into settings. */
final class OwnerInput {
    private OwnerInput() {}

    /** The form as it stands before anybody types. */
    static Typed of(Owner.Type type, Settings settings, List<String> flavors) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String flavor : flavors) {
            Quota quota = settings.quotas().get(flavor);
            values.put("nominal." + flavor, quota == null ? "" : Integer.toString(quota.nominal()));
            values.put("borrow." + flavor, quota == null ? "" : limit(quota.borrowingLimit()));
            values.put("lend." + flavor, quota == null ? "" : limit(quota.lendingLimit()));
        }
        values.put("weight", plain(settings.weight()));
        values.put("rank", Integer.toString(settings.rank()));
        if (type == Owner.Type.TEAM) rules(settings.rules(), values);
        return new Typed(values);
    }

    private static void rules(RuleSettings rules, Map<String, String> values) {
        PreemptionRules preemption = rules.preemption();
        values.put("withinTeam", preemption.withinTeam().name());
        values.put("reclaimWithinCohort", preemption.reclaimWithinCohort().name());
        values.put("borrowWithinCohort", preemption.borrowWithinCohort().name());
        values.put("borrowWithinCohortMaxPriority", limit(preemption.borrowWithinCohortMaxPriority()));
        values.put("minimumRuntime", minutes(rules.minimumRuntime()));
        for (Kind kind : Kind.values())
            values.put(grace(kind), minutes(rules.gracePeriod().get(kind)));
    }

    /** What was typed; what is wrong with it is in {@code values}. */
    static Settings settings(Owner.Type type, Typed typed, List<String> flavors, Values values) {
        Map<String, Quota> quotas = new TreeMap<>();
        for (String flavor : flavors) quota(typed, flavor, values, quotas);
        return new Settings(
                values.weight("weight", typed.get("weight")),
                values.rank("rank", typed.get("rank")),
                quotas,
                type == Owner.Type.TEAM ? rules(typed, values) : RuleSettings.DEFAULT);
    }

    /** Nothing in all three fields is no quota; a limit alone is a limit on a quota of nothing. */
    private static void quota(Typed typed, String flavor, Values values, Map<String, Quota> quotas) {
        String nominal = typed.get("nominal." + flavor);
        String borrow = typed.get("borrow." + flavor);
        String lend = typed.get("lend." + flavor);
        if (nominal == null && borrow == null && lend == null) return;
        quotas.put(
                flavor,
                new Quota(
                        nominal == null ? 0 : values.gpus("nominal." + flavor, nominal),
                        values.limit("borrow." + flavor, borrow),
                        values.limit("lend." + flavor, lend)));
    }

    private static RuleSettings rules(Typed typed, Values values) {
        Map<Kind, Duration> grace = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            Duration notice = values.minutes(grace(kind), typed.get(grace(kind)));
            if (notice != null) grace.put(kind, notice);
        }
        PreemptionRules preemption = new PreemptionRules(
                values.preemption("withinTeam", typed.get("withinTeam"), RulesBody.WITHIN_TEAM),
                values.preemption("reclaimWithinCohort", typed.get("reclaimWithinCohort"), RulesBody.RECLAIM),
                values.preemption("borrowWithinCohort", typed.get("borrowWithinCohort"), RulesBody.BORROW),
                values.priority("borrowWithinCohortMaxPriority", typed.get("borrowWithinCohortMaxPriority")));
        return new RuleSettings(preemption, values.minutes("minimumRuntime", typed.get("minimumRuntime")), grace);
    }

    static String grace(Kind kind) {
        return "grace." + kind.name().toLowerCase(Locale.ROOT);
    }

    /** {@code 10}, {@code 0.5}; nothing for an absent one. */
    static String minutes(Duration duration) {
        return duration == null ? "" : plain(duration.toSeconds() / 60.0);
    }

    static String plain(double number) {
        return BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }

    private static String limit(int limit) {
        return limit == Quota.UNLIMITED ? "" : Integer.toString(limit);
    }
}
