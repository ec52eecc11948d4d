package io.headroom.telemetry;

import io.headroom.device.Device;
import io.headroom.telemetry.Attribution.Rule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Finds the team of a workload: by the map of namespaces, the namespace's label, the pod's queue, the Slurm account, and
 * at last the lease that holds the device. Pure but for the labels. A rule that names no team of the portal does not tell.
 */
record AttributionRules(TeamMap map, Set<String> teams, WorkloadLabels labels) {
    private static final String TEAM_LABEL = "team";
    private static final String QUEUE_LABEL = "kueue.x-k8s.io/queue-name";

    AttributionRules {
        teams = Set.copyOf(teams);
    }

    /** Whose work is on a device, each team and rule once; the holder's if nothing else tells. */
    List<Attribution> users(Device device, List<Holder> holders) {
        return holders.stream()
                .flatMap(holder -> of(holder).or(() -> byAssignment(device)).stream())
                .distinct()
                .toList();
    }

    /** What the workload itself tells; empty if it tells nothing. */
    Optional<Attribution> of(Holder holder) {
        Stream<Supplier<Optional<Attribution>>> inOrder = Stream.of(
                () -> byNamespace(holder.namespace()),
                () -> byNamespaceLabel(holder.namespace()),
                () -> byQueue(holder),
                () -> byAccount(holder.account()));
        return inOrder.map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private Optional<Attribution> byNamespace(String namespace) {
        return mapped(map.namespaces(), namespace, Rule.NAMESPACE, "namespace");
    }

    private Optional<Attribution> byNamespaceLabel(String namespace) {
        if (namespace == null) return Optional.empty();
        String team = labels.ofNamespace(namespace).get(TEAM_LABEL);
        return known(team, Rule.NAMESPACE_LABEL, "by the namespace's label " + TEAM_LABEL + "=" + team);
    }

    /** A LocalQueue is a team's if the map says so, or if it is called like the team. */
    private Optional<Attribution> byQueue(Holder holder) {
        if (holder.namespace() == null || holder.pod() == null) return Optional.empty();
        String queue = labels.ofPod(holder.namespace(), holder.pod()).get(QUEUE_LABEL);
        return mapped(map.queues(), queue, Rule.QUEUE, "queue")
                .or(() -> known(queue, Rule.QUEUE, "by the pod's queue " + queue));
    }

    /** An account is a team's if the map says so, or if it is called like the team. */
    private Optional<Attribution> byAccount(String account) {
        return mapped(map.accounts(), account, Rule.ACCOUNT, "account")
                .or(() -> known(account, Rule.ACCOUNT, "by the job's account " + account));
    }

    private static Optional<Attribution> byAssignment(Device device) {
        return Optional.ofNullable(device.holder())
                .map(holder -> new Attribution(holder.team(), Rule.ASSIGNMENT, "by the lease that holds the GPU"));
    }

    private Optional<Attribution> mapped(Map<String, String> teamOf, String name, Rule rule, String what) {
        String team = name == null ? null : teamOf.get(name);
        return known(team, rule, "by the portal's map of " + what + "s: " + name);
    }

    private Optional<Attribution> known(String team, Rule rule, String reason) {
        return team != null && teams.contains(team)
                ? Optional.of(new Attribution(team, rule, reason))
                : Optional.empty();
    }
}
