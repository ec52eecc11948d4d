package io.headroom.telemetry;

import java.util.Set;

/**
 * Whose work something on a device is.
 *
 * @param rule which rule told
 * @param reason by what it told, to follow a team's name: {@code by the namespace's label team=vision}; it names things
 *     of the team, so null for those who do not see it
 */
public record Attribution(String team, Rule rule, String reason) {
    /** How a workload finds its team; the first that tells decides. */
    public enum Rule {
        /** The portal's own map of namespaces. */
        NAMESPACE,
        /** The label {@code team} of the namespace. */
        NAMESPACE_LABEL,
        /** The Kueue queue that the pod names. */
        QUEUE,
        /** The account that Slurm charges. */
        ACCOUNT,
        /** The lease that holds the device: what nothing tells of otherwise belongs to its holder. */
        ASSIGNMENT
    }

    /** As those may read it who see these teams. */
    public Attribution to(Set<String> visible) {
        return visible.contains(team) ? this : new Attribution(team, rule, null);
    }

    /** For people: {@code vision, by the namespace's label team=vision}. */
    public String sentence() {
        return team + ", " + reason;
    }
}
