package io.headroom.fleet;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The map of workloads as an admin types it: one {@code name = team} a line.
 *
 * @param version what the form was filled with
 */
record TeamMapLines(String namespaces, String queues, String accounts, String version) {
    static TeamMapLines of(TeamMapBody map, int version) {
        return new TeamMapLines(
                text(map.namespaces()), text(map.queues()), text(map.accounts()), Integer.toString(version));
    }

    /** @throws Refused 422 naming every line that cannot be read */
    TeamMapBody body() {
        List<FieldError> errors = new ArrayList<>();
        TeamMapBody body = new TeamMapBody(
                read("namespaces", namespaces, errors),
                read("queues", queues, errors),
                read("accounts", accounts, errors));
        if (!errors.isEmpty()) throw new Refused(new CommonRefusal.Invalid(errors));
        return body;
    }

    private static Map<String, String> read(String field, String lines, List<FieldError> errors) {
        Map<String, String> teamOf = new LinkedHashMap<>();
        for (String line : lines == null ? List.<String>of() : lines.lines().toList()) {
            if (line.isBlank()) continue;
            String[] parts = line.split("=", -1);
            String name = parts[0].strip();
            if (parts.length != 2 || name.isEmpty() || parts[1].isBlank())
                errors.add(new FieldError(field, line.strip(), "must be a line like ml-prod = vision"));
            else if (teamOf.putIfAbsent(name, parts[1].strip()) != null)
                errors.add(new FieldError(field, line.strip(), "must name each only once"));
        }
        return teamOf;
    }

    private static String text(Map<String, String> teamOf) {
        return teamOf.entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
