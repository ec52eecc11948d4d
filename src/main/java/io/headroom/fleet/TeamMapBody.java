package io.headroom.fleet;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.telemetry.TeamMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The map of workloads as it is sent and shown; what is absent is empty.
 *
 * @param namespaces Kubernetes namespace to team
 * @param queues Kueue's LocalQueue to team
 * @param accounts Slurm account to team
 */
public record TeamMapBody(Map<String, String> namespaces, Map<String, String> queues, Map<String, String> accounts) {
    /** What Kubernetes allows for a name. */
    private static final int LONGEST_NAME = 253;

    static TeamMapBody of(TeamMap map) {
        return new TeamMapBody(
                new TreeMap<>(map.namespaces()), new TreeMap<>(map.queues()), new TreeMap<>(map.accounts()));
    }

    /** @throws Refused 422 naming every entry that is wrong */
    TeamMap checked(Set<String> teams) {
        List<FieldError> errors = new ArrayList<>();
        errors.addAll(errors("namespaces", namespaces, teams));
        errors.addAll(errors("queues", queues, teams));
        errors.addAll(errors("accounts", accounts, teams));
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
        return new TeamMap(orNone(namespaces), orNone(queues), orNone(accounts));
    }

    private static List<FieldError> errors(String field, Map<String, String> teamOf, Set<String> teams) {
        List<FieldError> errors = new ArrayList<>();
        orNone(teamOf).forEach((name, team) -> {
            if (name.isBlank() || name.length() > LONGEST_NAME || name.chars().anyMatch(Character::isISOControl))
                errors.add(new FieldError(field, name, "must be a name of 1 to " + LONGEST_NAME + " characters"));
            if (team == null || !teams.contains(team))
                errors.add(new FieldError(field + "." + name, team, "must be a team of the portal"));
        });
        return errors;
    }

    private static Map<String, String> orNone(Map<String, String> teamOf) {
        return teamOf == null ? Map.of() : teamOf;
    }
}
