package io.headroom.admin;

import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Rule;
import io.headroom.platform.FieldError;
import io.headroom.platform.Slice;
import io.headroom.request.PastRequests;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Edits of the approval policy as an admin makes them, over the API or on its page. */
@ApplicationScoped
class ApprovalEditing {
    private static final Duration LOOKS_BACK = Duration.ofDays(30);

    private final Editing editing;
    private final ApprovalPolicies policies;
    private final PastRequests past;

    ApprovalEditing(Editing editing, ApprovalPolicies policies, PastRequests past) {
        this.editing = editing;
        this.policies = policies;
        this.past = past;
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

    Slice<ApprovalPolicies.Saved> versions(Integer before, int limit) {
        return policies.versions(before, limit);
    }

    /** What is wrong with some rules; nothing if they can be saved. */
    List<FieldError> problems(List<Rule> rules) {
        return policies.problems(rules);
    }

    /** The last 30 days under other rules. @throws io.headroom.platform.Refused 422 if those are wrong */
    ApprovalDryRun dryRun(List<Rule> rules) {
        ApprovalDryRun dryRun = new ApprovalDryRun(policies.current().rules(), policies.check(rules));
        past.each(editing.now().minus(LOOKS_BACK), dryRun::add);
        return dryRun;
    }

    /** @throws io.headroom.platform.Refused 403, 412 or 422 */
    ApprovalPolicies.InForce save(List<Rule> rules, String comment, String ifMatch) {
        String me = editing.requireAdmin().username();
        return policies.save(rules, new ApprovalPolicies.Editor(me, comment, ifMatch));
    }
}
