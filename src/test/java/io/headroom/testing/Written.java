package io.headroom.testing;

import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/** What people's calls have written: rows, and versions of what they change. Equal before and after means untouched. */
public record Written(Map<String, Long> figures) {
    private static final Map<String, String> QUERIES = Map.of(
            "requests", "SELECT count(*) FROM capacity_request",
            "request versions", "SELECT coalesce(sum(version), 0) FROM capacity_request",
            "answers", "SELECT count(*) FROM approval",
            "keys", "SELECT count(*) FROM idempotency_key",
            "edits", "SELECT count(*) FROM rule_edit",
            "rule versions", """
                    SELECT (SELECT coalesce(sum(version), 0) FROM team) + (SELECT coalesce(sum(version), 0) FROM cohort)
                           + (SELECT sum(version) FROM allocation_policy)""",
            "leases", "SELECT count(*) FROM lease",
            "held", "SELECT coalesce(sum(held), 0) FROM lease",
            "assigned", "SELECT count(*) FROM assignment WHERE until IS NULL",
            "people's events",
                    "SELECT count(*) FROM lease_event WHERE actor NOT IN ('allocator', 'clock', 'idle ladder')");

    public static Written in(Jdbi jdbi) {
        Map<String, Long> figures = new TreeMap<>();
        QUERIES.forEach((name, sql) -> figures.put(
                name,
                jdbi.withHandle(handle -> handle.select(sql).mapTo(Long.class).one())));
        return new Written(figures);
    }
}
