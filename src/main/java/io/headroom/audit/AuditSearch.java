package io.headroom.audit;

import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import jakarta.enterprise.context.ApplicationScoped;

/** What admins read of the record, over the API or on the page. */
@ApplicationScoped
class AuditSearch {
    private final AuditRepository entries;
    private final Accounts accounts;

    AuditSearch(AuditRepository entries, Accounts accounts) {
        this.entries = entries;
        this.accounts = accounts;
    }

    /** @throws Refused 403 unless the caller is an admin */
    void requireAdmin() {
        if (!accounts.me().admin()) throw new Refused(new CommonRefusal.NotAllowed("read the audit log", "admins"));
    }

    /** Newest first. */
    Slice<AuditEntry> page(AuditFilter filter) {
        return Slice.of(
                entries.search(filter), filter.limit(), entry -> entry.id().toString());
    }
}
