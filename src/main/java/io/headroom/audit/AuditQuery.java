package io.headroom.audit;

import io.headroom.platform.CommonRefusal.Invalid;
import io.headroom.platform.FieldError;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** What to look for, as it was typed: the page and the API take the same. Blank is absent. */
public class AuditQuery {
    private static final Pattern ACTION = Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*");
    private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

    @RestQuery
    @Parameter(description = "The team it concerns", example = "vision")
    String team;

    @RestQuery
    @Parameter(description = "Who did it: a username, `allocator` or `policy`", example = "research-manager")
    String actor;

    @RestQuery
    @Parameter(
            description = "To what kind of thing: `request`, `lease`, `team`, `cohort`, `policy`, `account`, `path` …")
    String subject;

    @RestQuery
    @Parameter(description = "To which of them; only with `subject`")
    String subjectId;

    @RestQuery
    @Parameter(description = "What was done", example = "request.approved")
    String action;

    @RestQuery
    @Parameter(description = "Not before this instant", example = "2026-11-01T00:00:00Z")
    String since;

    @RestQuery
    @Parameter(description = "Before this instant", example = "2026-12-01T00:00:00Z")
    String until;

    @RestQuery
    @Parameter(description = "The `next` of the page before")
    String cursor;

    /** Everything in it is right. @throws Refused 422 that names every field that is not */
    AuditFilter filter(String limit) {
        List<FieldError> errors = errors();
        if (!errors.isEmpty()) throw new Refused(new Invalid(errors));
        return new AuditFilter(
                text(team),
                text(actor),
                text(subject),
                text(subjectId),
                text(action),
                instant(since),
                instant(until),
                Paging.cursor(cursor),
                Paging.limit(limit));
    }

    /** What is wrong with it. */
    List<FieldError> errors() {
        List<FieldError> errors = new ArrayList<>();
        if (text(action) != null && !ACTION.matcher(text(action)).matches())
            errors.add(new FieldError("action", action, "must be object.past, for example request.approved"));
        if (text(subjectId) != null && text(subject) == null)
            errors.add(new FieldError("subject", null, "must say what subjectId is the id of, for example lease"));
        boolean times = isTime("since", since, errors) & isTime("until", until, errors);
        if (times
                && instant(since) != null
                && instant(until) != null
                && !instant(since).isBefore(instant(until)))
            errors.add(new FieldError("until", until, "must be later than since"));
        return errors;
    }

    /** What was typed, by the names of the fields. */
    Map<String, String> typed() {
        Map<String, String> typed = new LinkedHashMap<>();
        typed.put("team", team);
        typed.put("actor", actor);
        typed.put("subject", subject);
        typed.put("subjectId", subjectId);
        typed.put("action", action);
        typed.put("since", since);
        typed.put("until", until);
        typed.values().removeIf(value -> text(value) == null);
        return typed;
    }

    /** The same search as part of an address; where on the list it was is left out. */
    String asQuery() {
        return typed().entrySet().stream()
                .map(field -> "&" + field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining());
    }

    private static boolean isTime(String field, String value, List<FieldError> errors) {
        try {
            Instant instant = instant(value);
            if (instant == null || !instant.isBefore(FIRST) && instant.isBefore(LAST)) return true;
        } catch (DateTimeException e) {
            // Told below, like one that is out of range.
        }
        errors.add(new FieldError(
                field, value, "must be an instant such as 2026-11-01T09:00:00Z, of the years 2000 to 9999"));
        return false;
    }

    /** A browser's field has no zone; all times here are UTC. */
    private static Instant instant(String value) {
        String text = text(value);
        if (text == null) return null;
        return text.endsWith("Z")
                ? Instant.parse(text)
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
    }

    private static String text(String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }
}
