package io.headroom.admin;

import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Rule;
import io.headroom.approval.RuleSet;
import io.headroom.request.Requests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Edits of the approval policy as an admin makes them, over the API or on its page. */
@ApplicationScoped
class ApprovalEditing {
    private static final Duration LOOKS_BACK = Duration.ofDays(30);
    private static final int MOST_REQUESTS = 5000;

    private final Editing editing;
    private final ApprovalPolicies policies;
    private final Requests requests;

    ApprovalEditing(Editing editing, ApprovalPolicies policies, Requests requests) {
        this.editing = editing;
        this.policies = policies;
        this.requests = requests;
    }

    /** @throws io.headroom.platform.Refused 403 unless the caller is an admin */
    void requireAdmin() {
        editing.requireAdmin();
    }

    ApprovalPolicies.InForce inForce() {
        return policies.current();
    }

    List<Rule> rules(int version) {
        return policies.rules(version);
    }

    List<ApprovalPolicies.Saved> versions() {
        return policies.versions();
    }

    /** The last 30 days under other rules. @throws io.headroom.platform.Refused 422 if those are wrong */
    ApprovalDryRun dryRun(List<Rule> rules) {
        RuleSet other = RuleSet.of(rules);
        return ApprovalDryRun.of(
                requests.judged(editing.now().minus(LOOKS_BACK), MOST_REQUESTS),
                policies.current().rules(),
                other);
    }

    /** @throws io.headroom.platform.Refused 403, 412 or 422 */
    ApprovalPolicies.InForce save(List<Rule> rules, String comment, String ifMatch) {
        String me = editing.requireAdmin().username();
        return policies.save(rules, new ApprovalPolicies.Editor(me, comment, ifMatch));
    }
}
