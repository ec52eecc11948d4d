package io.headroom.telemetry;

import io.headroom.device.Assignment;
import io.headroom.device.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What disagrees in one sighting. Pure, and one pass over the devices. What is not known accuses nobody: a workload of
 * which nothing tells the team is no other team's, a GPU whose use is unknown is neither used nor unused.
 *
 * @param threshold busy ratio from which a device is in use, 0 to 1
 * @param attribution whose work is whose
 */
record FindingRules(double threshold, AttributionRules attribution) {
    /**
     * Everything that looks wrong now.
     *
     * @param everUsed whether any GPU of a lease was in use since it was granted; asked only where all are idle now
     */
    List<Finding> of(Sighting seen, Predicate<UUID> everUsed) {
        List<Finding> found = new ArrayList<>(neverUsed(seen, everUsed));
        for (Watched it : seen.devices()) {
            if (it.reading() == null) continue;
            if (!it.isHeld() && isUsed(it.reading())) found.add(usedByNobody(it, seen.at()));
            if (it.isHeld() && !strangers(it).isEmpty()) found.add(usedByAnother(it, seen.at()));
            if (teams(it.reading().holders()).size() > 1) found.add(claimedTwice(it, seen.at()));
        }
        found.addAll(InventoryFindings.of(seen));
        return found;
    }

    private static List<Finding> neverUsed(Sighting seen, Predicate<UUID> everUsed) {
        Map<UUID, List<Watched>> byLease = seen.devices().stream()
                .filter(Watched::isHeld)
                .collect(Collectors.groupingBy(it -> it.device().holder().lease()));
        List<Finding> found = new ArrayList<>();
        byLease.forEach((lease, its) -> {
            boolean idle = its.stream().allMatch(it -> it.verdict() == UseVerdict.IDLE_HELD);
            if (idle && !everUsed.test(lease)) found.add(neverUsed(its, seen.at()));
        });
        return found;
    }

    private static Finding neverUsed(List<Watched> its, Instant at) {
        Assignment holder = its.getFirst().device().holder();
        return new Finding(
                Finding.Kind.GRANTED_NEVER_USED,
                holder.lease().toString(),
                null,
                holder.team(),
                holder.lease(),
                "A lease of " + holder.team() + " holds " + gpus(its.size()) + " and has used none since it got them.",
                at,
                at);
    }

    static String gpus(int count) {
        return count == 1 ? "1 GPU" : count + " GPUs";
    }

    private boolean isUsed(DeviceReading reading) {
        return reading.busy() != null && reading.busy() >= threshold
                || !reading.holders().isEmpty();
    }

    private Finding usedByNobody(Watched it, Instant at) {
        DeviceReading reading = it.reading();
        String by = reading.holders().isEmpty()
                ? Math.round(reading.busy() * 100) + " % busy"
                : "used by " + workloads(reading.holders());
        return new Finding(
                Finding.Kind.USED_BY_NOBODY,
                it.device().id().toString(),
                it.device().node(),
                null,
                null,
                place(it.device()) + " is " + by + ", and no lease holds it.",
                at,
                at);
    }

    /** Holders that are known to be of another team than the one whose lease it is. */
    private List<Holder> strangers(Watched it) {
        String team = it.device().holder().team();
        return it.reading().holders().stream()
                .filter(holder -> attribution
                        .of(holder)
                        .filter(found -> !found.team().equals(team))
                        .isPresent())
                .toList();
    }

    private Finding usedByAnother(Watched it, Instant at) {
        Assignment holder = it.device().holder();
        List<Holder> strangers = strangers(it);
        return new Finding(
                Finding.Kind.USED_BY_ANOTHER,
                it.device().id().toString(),
                it.device().node(),
                holder.team(),
                holder.lease(),
                place(it.device()) + " is granted to " + holder.team() + " and used by "
                        + String.join(", ", teams(strangers)) + " (" + workloads(strangers) + ").",
                at,
                at);
    }

    private Finding claimedTwice(Watched it, Instant at) {
        List<Holder> holders = it.reading().holders();
        Assignment holder = it.device().holder();
        return new Finding(
                Finding.Kind.CLAIMED_TWICE,
                it.device().id().toString(),
                it.device().node(),
                holder == null ? null : holder.team(),
                holder == null ? null : holder.lease(),
                place(it.device()) + " is used by " + String.join(" and ", teams(holders)) + " at once ("
                        + workloads(holders) + ").",
                at,
                at);
    }

    /** The teams that workloads are known to be of, by name. */
    private Set<String> teams(List<Holder> holders) {
        return holders.stream()
                .flatMap(holder -> attribution.of(holder).stream())
                .map(Attribution::team)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Each with the team it is known to be of, and what tells so. */
    private String workloads(List<Holder> holders) {
        return holders.stream()
                .map(it -> it.name()
                        + attribution
                                .of(it)
                                .map(found -> ": " + found.sentence())
                                .orElse(""))
                .collect(Collectors.joining("; "));
    }

    private static String place(Device device) {
        return "GPU " + device.index() + " of " + device.node();
    }
}
