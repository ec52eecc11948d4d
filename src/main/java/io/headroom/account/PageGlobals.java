package io.headroom.account;

import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;

/** What every page's frame shows of the caller. */
class PageGlobals {
    private PageGlobals() {}

    /** The caller as the layout shows it. */
    public record Me(String name, String username, String team, boolean admin, boolean canRequest) {}

    /** Null where nobody is signed in. */
    @TemplateGlobal(name = "me")
    static Me me() {
        Accounts accounts = Arc.container().instance(Accounts.class).get();
        if (!accounts.signedIn()) return null;
        Account account = accounts.me();
        return new Me(account.name(), account.username(), account.team(), account.admin(), account.canRequest());
    }
}
