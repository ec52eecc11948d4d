package io.headroom.fleet;

import io.headroom.account.Accounts;
import io.headroom.device.Device;
import io.headroom.team.Access;
import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Devices as the API tells them to whoever asks: everybody sees whose work is on one, its team also what tells so. */
@ApplicationScoped
class DeviceAnswers {
    private final Utilization utilization;
    private final Access access;
    private final Accounts accounts;
    private final Clock clock;

    DeviceAnswers(Utilization utilization, Access access, Accounts accounts, Clock clock) {
        this.utilization = utilization;
        this.access = access;
        this.accounts = accounts;
        this.clock = clock;
    }

    List<DeviceJson> of(List<Device> devices) {
        Instant now = clock.instant();
        Set<String> visible = Set.copyOf(access.visibleTeams(accounts.me()));
        return devices.stream().map(it -> json(it, visible, now)).toList();
    }

    private DeviceJson json(Device device, Set<String> visible, Instant now) {
        return DeviceJson.of(
                device,
                utilization.of(device, now).users().stream()
                        .map(it -> it.to(visible))
                        .toList());
    }
}
