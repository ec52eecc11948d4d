package io.headroom.fleet;

import io.headroom.account.Accounts;
import io.headroom.telemetry.Findings;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;

/** How many findings are open, in the menu of those who can do something about them. */
class FindingGlobal {
    private FindingGlobal() {}

    /** Null where there is nothing to count, or nobody to tell. */
    @TemplateGlobal(name = "findingCount")
    static Integer findingCount() {
        Accounts accounts = Arc.container().instance(Accounts.class).get();
        if (!accounts.signedIn() || !accounts.me().admin()) return null;
        int open = Arc.container().instance(Findings.class).get().open().size();
        return open == 0 ? null : open;
    }
}
