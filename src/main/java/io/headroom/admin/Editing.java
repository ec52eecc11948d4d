package io.headroom.admin;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.planning.EditPreview;
import io.headroom.planning.Effect;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.team.Edits;
import io.headroom.team.Owner;
import io.headroom.team.PolicySettings;
import io.headroom.team.Settings;
import io.headroom.team.Teams;
import io.headroom.team.Versioned;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.function.UnaryOperator;

/** Edits of the rules as an admin makes them, over the API or on a page. */
@ApplicationScoped
class Editing {
    private final Accounts accounts;
    private final Teams teams;
    private final Edits edits;
    private final EditPreview preview;
    private final Clock clock;

    Editing(Accounts accounts, Teams teams, Edits edits, EditPreview preview, Clock clock) {
        this.accounts = accounts;
        this.teams = teams;
        this.edits = edits;
        this.preview = preview;
        this.clock = clock;
    }

    /** @throws Refused 403 unless the caller is an admin */
    Account requireAdmin() {
        Account me = accounts.me();
        if (!me.admin()) throw new Refused(new CommonRefusal.NotAllowed("edit quotas and rules", "admins"));
        return me;
    }

    /** @throws Refused 404 unless there is such a flavor */
    void requireFlavor(String flavor) {
        if (!teams.flavors().contains(flavor)) throw new Refused(new CommonRefusal.NotFound("flavor", flavor));
    }

    Instant now() {
        return clock.instant();
    }

    Effect effect(Owner owner, UnaryOperator<Settings> change) {
        return preview.of(owner, change.apply(edits.settings(owner).value()), now());
    }

    Effect effect(PolicySettings policy) {
        return preview.of(policy, now());
    }

    /** Saves, and this replica shows it at once; the others are told by the database. */
    Versioned<Settings> save(Owner owner, UnaryOperator<Settings> change, String ifMatch) {
        var saved = edits.edit(owner, change, new Edits.Editor(requireAdmin().username(), ifMatch));
        teams.refresh();
        return saved;
    }

    /** The same of the policy. */
    Versioned<PolicySettings> save(PolicySettings policy, String ifMatch) {
        var saved = edits.edit(policy, new Edits.Editor(requireAdmin().username(), ifMatch));
        teams.refresh();
        return saved;
    }
}
