package io.headroom.notification;

import io.headroom.account.Accounts;
import io.quarkus.arc.Arc;
import io.quarkus.qute.TemplateGlobal;

/** How much the caller has not read, for the bell in every page's frame. */
class NotificationGlobals {
    private NotificationGlobals() {}

    @TemplateGlobal(name = "unread")
    static int unread() {
        Accounts accounts = Arc.container().instance(Accounts.class).get();
        if (!accounts.signedIn()) return 0;
        return Arc.container()
                .instance(Notifications.class)
                .get()
                .unread(accounts.me().username());
    }
}
