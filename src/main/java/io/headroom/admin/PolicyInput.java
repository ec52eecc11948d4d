package io.headroom.admin;

import io.headroom.allocator.Policy;
import io.headroom.team.PolicySettings;
import java.util.LinkedHashMap;
import java.util.Map;

/** Turns the policy into the fields of its form, and what was typed there back into a policy. */
final class PolicyInput {
    private PolicyInput() {}

    /** The form as it stands before anybody types. */
    static Typed of(PolicySettings settings) {
        Policy policy = settings.policy();
        Map<String, String> values = new LinkedHashMap<>();
        values.put("preset", Values.word(policy.preset()));
        values.put("historyWeight", OwnerInput.plain(policy.historyWeight()));
        values.put("historyDays", Integer.toString(settings.historyDays()));
        values.put("starvationHours", OwnerInput.plain(policy.starvationLimit().toSeconds() / 3600.0));
        return new Typed(values);
    }

    /** What was typed; what is wrong with it is in {@code values}. */
    static PolicySettings settings(Typed typed, Values values) {
        Policy policy = new Policy(
                values.preset("preset", typed.get("preset")),
                values.weight("historyWeight", typed.get("historyWeight")),
                values.hours("starvationHours", typed.get("starvationHours")));
        return new PolicySettings(policy, values.days("historyDays", typed.get("historyDays")));
    }
}
