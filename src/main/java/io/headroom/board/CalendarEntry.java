package io.headroom.board;

import io.headroom.lease.ExpiryStage;
import io.headroom.lease.Lease;
import io.headroom.lease.OpenNotice;
import io.headroom.lease.Phase;
import io.headroom.lease.Stay;
import io.headroom.platform.When;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A lease on the calendar: what its bar and its line in the list say.
 *
 * @param what its purpose, or null if the caller may not see it
 * @param href its page, or null likewise
 * @param css what the bar means: running, recalled, lent, planned, waiting or over
 * @param from and {@code until} its stay for people
 */
record CalendarEntry(
        String team,
        String what,
        String href,
        int gpus,
        String flavor,
        String css,
        String phase,
        String pill,
        Stay stay,
        String from,
        String until,
        List<Mark> marks) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * An instant to point at.
     *
     * @param css due for what goes back, soon for an end that is near, start for a reservation
     */
    record Mark(String css, Instant at, String text) {}

    /**
     * @param notices reclaims under way from this lease
     * @param details whether the caller may see more than that GPUs are taken
     */
    static CalendarEntry of(Lease lease, Stay stay, List<OpenNotice> notices, boolean details, Instant now) {
        Phase phase = lease.phase();
        return new CalendarEntry(
                lease.team(),
                details ? lease.purpose() : null,
                details ? "/leases/" + lease.id() : null,
                lease.claim(),
                lease.flavor(),
                css(phase),
                phase.text(),
                phase.css(),
                stay,
                from(lease, stay),
                (phase == Phase.WAITING ? "about " : "") + When.spoken(stay.until()),
                marks(lease, notices, now));
    }

    private static String css(Phase phase) {
        return switch (phase) {
            case SCHEDULED -> "planned";
            case WAITING -> "waiting";
            case LENT -> "lent";
            case ACTIVE -> "running";
            case RECLAIMING -> "recalled";
            case ENDED -> "over";
        };
    }

    private static String from(Lease lease, Stay stay) {
        if (lease.phase() != Phase.WAITING) return When.spoken(stay.from());
        return lease.estimatedStart() == null ? "no start foreseen" : "about " + When.spoken(stay.from());
    }

    private static List<Mark> marks(Lease lease, List<OpenNotice> notices, Instant now) {
        List<Mark> marks = new ArrayList<>();
        if (lease.phase() == Phase.SCHEDULED)
            marks.add(new Mark("start", lease.startsAt(), "starts " + When.spoken(lease.startsAt())));
        for (OpenNotice it : notices)
            marks.add(new Mark("due", it.deadline(), it.gpus() + " back by " + TIME.format(it.deadline())));
        if (ExpiryStage.of(lease, now).isPresent())
            marks.add(new Mark(
                    "soon",
                    lease.endsAt(),
                    "ends " + When.of(lease.endsAt(), now).relative()));
        return marks;
    }

    /** Whether where it begins is a guess. */
    boolean open() {
        return css.equals("waiting");
    }

    /** All of it, for those who do not see the bar. */
    String title() {
        StringBuilder title =
                new StringBuilder(team + ": " + gpus + " " + flavor + ", " + phase + ", " + from + " to " + until);
        if (what != null) title.append(", ").append(what);
        marks.forEach(mark -> title.append(", ").append(mark.text()));
        return title.toString();
    }
}
