package io.headroom.world;

import java.time.Duration;
import java.time.Instant;

/**
 * When a request wants to start and end.
 *
 * @param startsAt null for now
 * @param given what it says of its end: an instant or a term, or null for nothing
 * @param endsAt null if it does not say
 * @param term null if it does not say
 */
record Schedule(Instant startsAt, Value given, Instant endsAt, Duration term) {
    static Schedule of(Fields request) {
        Value end = request.optional("endsAt").orElse(null);
        Value term = request.optional("term").orElse(null);
        if (end != null && term != null) throw term.wrong("cannot be given together with endsAt");
        return new Schedule(
                request.optional("startsAt").map(Value::instant).orElse(null),
                end == null ? term : end,
                end == null ? null : end.instant(),
                term == null ? null : term.duration());
    }

    /** When it would end if it started as soon as it wants to. */
    Instant end(Frame frame) {
        Instant start = startsAt == null || startsAt.isBefore(frame.now()) ? frame.now() : startsAt;
        if (given == null) return start.plus(Frame.LONG);
        Instant end = endsAt == null ? start.plus(term) : endsAt;
        if (end.isAfter(start)) return end;
        throw given.wrong(endsAt == null ? "is no time" : "is not after its start " + start);
    }
}
