package io.headroom.request;

import io.headroom.account.Accounts;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;

/** The inbox in the menu: whether the caller has one, and how many requests wait in it. */
class InboxGlobal {
    private InboxGlobal() {}

    /** Whether the caller decides, by a role of their own or in somebody's place. */
    @TemplateGlobal(name = "decides")
    static boolean decides() {
        Accounts accounts = Arc.container().instance(Accounts.class).get();
        return accounts.signedIn()
                && Arc.container().instance(Deciders.class).get().decides(accounts.me());
    }

    /** Null where there is nothing to count. */
    @TemplateGlobal(name = "inboxCount")
    static Integer inboxCount() {
        Accounts accounts = Arc.container().instance(Accounts.class).get();
        if (!accounts.signedIn()) return null;
        int waiting = Arc.container()
                .instance(Requests.class)
                .get()
                .inbox(accounts.me())
                .size();
        return waiting == 0 ? null : waiting;
    }
}
