package io.headroom.telemetry;

import java.util.HashMap;
import java.util.Map;

/**
 * To which team work belongs, by what its cluster calls it. What is not on the map is nobody's as far as it tells.
 *
 * @param namespaces Kubernetes namespace to team
 * @param queues Kueue's LocalQueue to team
 * @param accounts Slurm account to team
 */
public record TeamMap(Map<String, String> namespaces, Map<String, String> queues, Map<String, String> accounts) {
    /** Nothing is mapped. */
    public static final TeamMap EMPTY = new TeamMap(Map.of(), Map.of(), Map.of());

    public TeamMap {
        namespaces = Map.copyOf(namespaces);
        queues = Map.copyOf(queues);
        accounts = Map.copyOf(accounts);
    }

    /** With these namespaces too; those already on the map stay as they are. */
    TeamMap over(Map<String, String> more) {
        Map<String, String> both = new HashMap<>(more);
        both.putAll(namespaces);
        return new TeamMap(both, queues, accounts);
    }
}
