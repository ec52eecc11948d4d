package io.headroom.fleet;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.device.Drain;
import io.headroom.device.DrainTarget;
import io.headroom.device.Drains;
import io.headroom.planning.DrainEffect;
import io.headroom.planning.DrainPreview;
import io.headroom.planning.Vacating;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;

/** Drains as an admin makes them, over the API or on a page. */
@ApplicationScoped
class Draining {
    private static final int LONGEST_REASON = 200;

    private final Accounts accounts;
    private final Drains drains;
    private final DrainPreview preview;
    private final Vacating vacating;
    private final Clock clock;

    Draining(Accounts accounts, Drains drains, DrainPreview preview, Vacating vacating, Clock clock) {
        this.accounts = accounts;
        this.drains = drains;
        this.preview = preview;
        this.vacating = vacating;
        this.clock = clock;
    }

    /** @throws Refused 403 unless the caller is an admin */
    Account requireAdmin() {
        Account me = accounts.me();
        if (!me.admin()) throw new Refused(new CommonRefusal.NotAllowed("drain nodes and devices", "admins"));
        return me;
    }

    /** What it would do. @throws Refused 403 unless the caller is an admin, 404 unless the target exists */
    DrainEffect effect(DrainTarget target, boolean drain) {
        requireAdmin();
        drains.covered(target);
        Instant now = clock.instant();
        return drain ? preview.draining(target, now) : preview.undraining(target, now);
    }

    /** @throws Refused 403 unless the caller is an admin, 422 without a reason, 404 unless the target exists */
    @Transactional
    void drain(DrainTarget target, String reason) {
        String me = requireAdmin().username();
        Drain drain = new Drain(clock.instant(), me, reason(reason), target instanceof DrainTarget.OfNode);
        if (drains.drain(target, drain)) vacating.announce(target, drain);
    }

    /** @throws Refused 403 unless the caller is an admin, 404 unless the target exists, 409 if only its node is drained */
    void undrain(DrainTarget target) {
        String me = requireAdmin().username();
        drains.undrain(target, new Drain(clock.instant(), me, null, target instanceof DrainTarget.OfNode));
    }

    /** @throws Refused 422 unless it says something short */
    static String reason(String reason) {
        String said = reason == null ? "" : reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON)
            throw new Refused(CommonRefusal.Invalid.of(
                    "reason", reason, "must say why in 1 to " + LONGEST_REASON + " characters"));
        return said;
    }
}
