package io.headroom.fleet;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.device.Device;
import io.headroom.device.Upkeep;
import io.headroom.device.Upkeep.Word;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Devices called healthy or removed, as an admin does it, over the API or on a page. */
@ApplicationScoped
class Upkeeping {
    private final Accounts accounts;
    private final Upkeep upkeep;
    private final Utilization utilization;
    private final Clock clock;

    Upkeeping(Accounts accounts, Upkeep upkeep, Utilization utilization, Clock clock) {
        this.accounts = accounts;
        this.upkeep = upkeep;
        this.utilization = utilization;
        this.clock = clock;
    }

    /**
     * @throws Refused 403 unless the caller is an admin, 422 without a reason, 404 unless it exists, 409 if it is healthy or
     *     cut into slices
     */
    Device recover(UUID device, String reason) {
        Word word = word(reason);
        if (Utilization.isCut(upkeep.device(device)))
            throw new Refused(new CommonRefusal.IllegalMove(
                    "device", "cut into slices, which are capacity in its place", "recovered", List.of("drain")));
        return upkeep.recover(device, word);
    }

    /** Whether {@link #recover} would succeed. */
    static boolean canRecover(Device device) {
        return !device.healthy() && !Utilization.isCut(device);
    }

    /**
     * @throws Refused 403 unless the caller is an admin, 422 without a reason, 404 unless it exists, 409 if a lease holds it or
     *     an exporter reports it
     */
    void remove(UUID device, String reason) {
        Word word = word(reason);
        if (isThere(upkeep.device(device), word.at()))
            throw new Refused(new CommonRefusal.IllegalMove(
                    "device", "reported by an exporter and would join again", "removed", List.of("drain")));
        upkeep.remove(device, word);
    }

    /** Whether {@link #remove} would succeed. */
    boolean canRemove(Device device) {
        return device.holder() == null && !isThere(device, clock.instant());
    }

    /** What is cut into slices may be reported beside them, and does not join again; what moved joins where it is now. */
    private boolean isThere(Device device, Instant now) {
        return utilization.isReported(device, now) && !Utilization.isCut(device);
    }

    private Word word(String reason) {
        Account me = accounts.me();
        if (!me.admin())
            throw new Refused(new CommonRefusal.NotAllowed("call devices healthy and remove them", "admins"));
        return new Word(clock.instant(), me.username(), Draining.reason(reason));
    }
}
