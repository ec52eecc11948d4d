package io.headroom.telemetry;

import io.headroom.device.Device;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which devices are the borrowed ones. Loans are a team's and of a flavor, never of a device; showback needs one, so those
 * that the team got last count as borrowed, as many as it has on loan.
 */
final class Borrowed {
    private static final Comparator<Device> LAST_FIRST = Comparator.comparing(
                    (Device device) -> device.holder().since())
            .reversed()
            .thenComparing(Device::id);

    private Borrowed() {}

    /** GPUs of a flavor that a team has on loan. */
    public record OnLoan(String borrower, String flavor, int gpus) {}

    private record Holding(String team, String flavor) {}

    static Set<UUID> among(List<Device> devices, List<OnLoan> loans) {
        Map<Holding, Integer> left = new HashMap<>();
        loans.forEach(loan -> left.merge(new Holding(loan.borrower(), loan.flavor()), loan.gpus(), Integer::sum));
        Set<UUID> borrowed = new HashSet<>();
        devices.stream()
                .filter(device -> device.holder() != null)
                .sorted(LAST_FIRST)
                .forEach(device -> {
                    Holding holding = new Holding(device.holder().team(), device.flavor());
                    int more = left.getOrDefault(holding, 0);
                    if (more == 0) return;
                    left.put(holding, more - 1);
                    borrowed.add(device.id());
                });
        return borrowed;
    }
}
