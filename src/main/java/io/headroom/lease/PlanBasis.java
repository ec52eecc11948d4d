package io.headroom.lease;

import io.headroom.allocator.Decision;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a plan was made from, as far as its decisions are about it.
 *
 * @param leases those that are not over, by id
 * @param lendable the devices that the allocator counted as idle and free to be lent (R11)
 */
public record PlanBasis(Map<String, Lease> leases, Set<UUID> lendable) {
    public PlanBasis {
        leases = Map.copyOf(leases);
        lendable = Set.copyOf(lendable);
    }

    public static PlanBasis of(List<Lease> open, Set<UUID> lendable) {
        return new PlanBasis(
                open.stream().collect(Collectors.toMap(it -> it.id().toString(), Function.identity())), lendable);
    }

    /** The lease that a decision is about. */
    Lease lease(Decision decision) {
        return leases.get(DecisionApplier.leaseOf(decision));
    }
}
