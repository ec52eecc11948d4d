package io.headroom.team;

import io.headroom.allocator.Kind;
import io.headroom.allocator.PreemptionRules;
import io.headroom.allocator.Quota;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Settings as plain maps, for the record of edits: what is absent was not set. */
final class SettingsJson {
    private SettingsJson() {}

    static Map<String, Object> of(Owner.Type type, Settings settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("weight", settings.weight());
        all.put("rank", settings.rank());
        Map<String, Object> quotas = new TreeMap<>();
        settings.quotas().forEach((flavor, quota) -> quotas.put(flavor, of(quota)));
        all.put("quotas", quotas);
        if (type == Owner.Type.TEAM) all.put("rules", of(settings.rules()));
        return all;
    }

    static Map<String, Object> of(PolicySettings settings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("preset", settings.policy().preset());
        all.put("historyWeight", settings.policy().historyWeight());
        all.put("historyDays", settings.historyDays());
        all.put("starvationLimit", settings.policy().starvationLimit().toString());
        return all;
    }

    private static Map<String, Object> of(Quota quota) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("nominal", quota.nominal());
        if (quota.borrowingLimit() != Quota.UNLIMITED) all.put("borrowingLimit", quota.borrowingLimit());
        if (quota.lendingLimit() != Quota.UNLIMITED) all.put("lendingLimit", quota.lendingLimit());
        return all;
    }

    private static Map<String, Object> of(RuleSettings rules) {
        PreemptionRules preemption = rules.preemption();
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("withinTeam", preemption.withinTeam());
        all.put("reclaimWithinCohort", preemption.reclaimWithinCohort());
        all.put("borrowWithinCohort", preemption.borrowWithinCohort());
        if (preemption.borrowWithinCohortMaxPriority() != Integer.MAX_VALUE)
            all.put("borrowWithinCohortMaxPriority", preemption.borrowWithinCohortMaxPriority());
        if (rules.minimumRuntime() != null)
            all.put("minimumRuntime", rules.minimumRuntime().toString());
        for (Map.Entry<Kind, Duration> grace : rules.gracePeriod().entrySet())
            all.put(
                    "gracePeriod " + grace.getKey().name().toLowerCase(Locale.ROOT),
                    grace.getValue().toString());
        return all;
    }
}
