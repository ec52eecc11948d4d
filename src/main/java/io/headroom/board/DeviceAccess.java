package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.device.Device;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.team.Access;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds a device by its id, and says who may see what it did. */
@ApplicationScoped
class DeviceAccess {
    private final Access access;

    DeviceAccess(Access access) {
        this.access = access;
    }

    /** @throws Refused 404 unless it is among these */
    Device find(String id, List<Device> devices) {
        UUID wanted = Paging.id("device", id);
        return devices.stream()
                .filter(it -> it.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(new CommonRefusal.NotFound("device", id)));
    }

    /**
     * How it was used over time is known to those who see the team that holds it, and to all while nobody does; of what it
     * did for other teams before, each sees only {@link #visibleTeams theirs}.
     */
    boolean seesHistory(Account account, Device device) {
        return device.holder() == null || access.sees(account, device.holder().team());
    }

    /** The teams whose use of a device the caller may see, or null for all: also of teams that are no more. */
    List<String> visibleTeams(Account account) {
        return account.admin() ? null : access.visibleTeams(account);
    }
}
