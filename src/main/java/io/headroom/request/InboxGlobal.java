package io.headroom.request;

import io.headroom.account.Accounts;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;

/** How many requests wait for the caller, beside the menu entry. */
class InboxGlobal {
    private InboxGlobal() {}

    /** Null where there is nothing to count. */
    @TemplateGlobal(name = "inboxCount")
    static Integer inboxCount() {
        Accounts accounts = Arc.container().instance(Accounts.class).get();
        if (!accounts.signedIn() || !accounts.me().decides()) return null;
        int waiting = Arc.container()
                .instance(Requests.class)
                .get()
                .inbox(accounts.me())
                .size();
        return waiting == 0 ? null : waiting;
    }
}
