package io.headroom.delegation;

import io.headroom.account.Account;
import io.headroom.platform.Complaints;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what was typed, and says everything that is wrong with it at once. */
final class DelegationParser {
    private static final int LONGEST_DAYS = 90;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NOTE = 500;

    private final Complaints complaints = new Complaints();
    private final Account delegator;
    private final Function<String, List<String>> known;
    private final Instant now;
    private final LocalDate today;

    /** @param known the usernames the portal knows that are a given one but for letter case */
    DelegationParser(Account delegator, Function<String, List<String>> known, Instant now) {
        this.delegator = delegator;
        this.known = known;
        this.now = now;
        this.today = LocalDate.ofInstant(now, ZoneOffset.UTC);
    }

    /** @throws Refused 422 naming every field that is wrong */
    Delegation parse(DelegationInput input) {
        String delegate = delegate(input.delegate());
        LocalDate first = Complaints.blank(input.from()) ? today : day("from", input.from());
        LocalDate last = day("to", input.to());
        if (first != null && first.isBefore(today))
            complaints.wrong("from", input.from(), "must be today, " + today + ", or later");
        if (last != null) checkLast(first == null ? today : first, last);
        String note = Complaints.blank(input.note()) ? "" : input.note().strip();
        if (note.length() > LONGEST_NOTE)
            complaints.wrong("note", note, "must be at most " + LONGEST_NOTE + " characters");
        complaints.raise();
        return new Delegation(
                null,
                delegator.username(),
                delegate,
                List.copyOf(new TreeSet<>(delegator.manages())),
                delegator.admin(),
                first,
                last,
                note,
                now,
                null,
                null);
    }

    private String delegate(String name) {
        String rule = "must be the username of another person";
        if (Complaints.blank(name)) return complaints.wrong("delegate", name, rule);
        String stripped = name.strip();
        if (stripped.length() > LONGEST_NAME || stripped.matches(".*\\s.*"))
            return complaints.wrong(
                    "delegate", name, rule + ": at most " + LONGEST_NAME + " characters, none of them a blank");

        if (stripped.equals(delegator.username()))
            return complaints.wrong("delegate", name, rule + ": nobody delegates to themselves");
        List<String> alike = known.apply(stripped);
        return alike.contains(stripped) ? stripped : complaints.wrong("delegate", name, unknown(alike));
    }

    /** A name that nobody signs in with decides nothing, and nobody would notice until something waits. */
    private static String unknown(List<String> alike) {
        if (!alike.isEmpty()) return "letter case counts; the portal knows " + String.join(" and ", alike);
        return "must be the username of somebody who has opened the portal; ask them to sign in once, and check the"
                + " spelling";
    }

    private void checkLast(LocalDate first, LocalDate last) {
        LocalDate latest = first.plusDays(LONGEST_DAYS - 1L);
        if (last.isBefore(today)) complaints.wrong("to", last.toString(), "must be today, " + today + ", or later");
        else if (last.isBefore(first))
            complaints.wrong("to", last.toString(), "must be the first day, " + first + ", or later");
        else if (last.isAfter(latest))
            complaints.wrong(
                    "to", last.toString(), "must be " + latest + " or earlier: at most " + LONGEST_DAYS + " days");
    }

    private LocalDate day(String field, String value) {
        try {
            LocalDate day = Paging.day(field, value);
            return day == null ? complaints.wrong(field, value, "must be a day such as " + today) : day;
        } catch (Refused refused) {
            return complaints.wrong(field, value, "must be a day such as " + today);
        }
    }
}
