package io.headroom.admin;

import io.headroom.allocator.Policy;
import io.headroom.team.PolicySettings;

/** The policy as it is sent and shown. */
public record PolicyBody(String preset, Double historyWeight, Integer historyDays, String starvationLimit) {
    /** @throws io.headroom.platform.Refused 422 naming every field that is wrong */
    PolicySettings settings() {
        Values values = new Values();
        Policy policy = new Policy(
                values.preset("preset", preset),
                values.weight("historyWeight", historyWeight == null ? null : historyWeight.toString()),
                values.limitOfTime("starvationLimit", starvationLimit));
        int days = values.days("historyDays", historyDays == null ? null : historyDays.toString());
        values.check();
        return new PolicySettings(policy, days);
    }

    static PolicyBody of(PolicySettings settings) {
        return new PolicyBody(
                Values.word(settings.policy().preset()),
                settings.policy().historyWeight(),
                settings.historyDays(),
                settings.policy().starvationLimit().toString());
    }
}
