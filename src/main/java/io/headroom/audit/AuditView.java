package io.headroom.audit;

import io.headroom.platform.FieldError;
import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The record as a page.
 *
 * @param search the typed search as part of an address, for links that keep it
 * @param next where the older ones begin, or null
 */
public record AuditView(
        Map<String, String> typed, Map<String, String> errors, List<Row> rows, String search, String next) {

    /**
     * One entry.
     *
     * @param subject what it was done to
     * @param seq its place in the chain, or null before it is sealed
     */
    public record Row(
            When at,
            String actor,
            String sentence,
            String action,
            String subject,
            String source,
            String before,
            String after,
            Long seq) {
        /** Whether there is more to show than the sentence. */
        public boolean hasValues() {
            return before != null || after != null;
        }
    }

    /** A field of the form: what stands in it and what is wrong with that. */
    public record Field(String name, String value, String error) {}

    static AuditView of(AuditQuery query, List<Row> rows, String next) {
        return new AuditView(query.typed(), Map.of(), rows, query.asQuery(), next);
    }

    /** What was typed makes no sense. */
    static AuditView wrong(AuditQuery query, List<FieldError> errors) {
        Map<String, String> byField =
                errors.stream().collect(Collectors.toMap(FieldError::field, FieldError::sentence, (first, _) -> first));
        return new AuditView(query.typed(), byField, List.of(), "", null);
    }

    static Row row(AuditEntry entry, String before, String after, Instant now) {
        return new Row(
                When.of(entry.at(), now),
                entry.actor(),
                entry.sentence(),
                entry.action(),
                entry.subjectType() + " " + entry.subjectId(),
                entry.source(),
                before,
                after,
                entry.seq());
    }

    /** A field by its name. */
    public Field field(String name) {
        return new Field(name, typed.getOrDefault(name, ""), errors.get(name));
    }

    /** Whether something was looked for, and not just everything. */
    public boolean narrowed() {
        return !typed.isEmpty();
    }
}
