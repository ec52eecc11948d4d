package io.headroom.delegation;

import io.headroom.account.Account;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/**
 * One person decides in another's place for some days.
 *
 * <pre>
 * PLANNED → ACTIVE → ENDED
 * </pre>
 *
 * @param cohorts whose requests the delegator decided when it was made
 * @param admin whether the delegator ran the platform when it was made
 * @param firstDay in UTC, as all days here
 * @param lastDay the delegate still decides on it
 * @param endedAt when somebody ended it early, or null
 */
public record Delegation(
        UUID id,
        String delegator,
        String delegate,
        List<String> cohorts,
        boolean admin,
        LocalDate firstDay,
        LocalDate lastDay,
        String note,
        Instant createdAt,
        Instant endedAt,
        String endedBy) {
    public Delegation {
        cohorts = List.copyOf(cohorts);
    }

    /** Where a delegation is in its life. */
    public enum State {
        PLANNED,
        ACTIVE,
        ENDED;

        /** As people read it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public State state(LocalDate today) {
        if (endedAt != null || lastDay.isBefore(today)) return State.ENDED;
        return firstDay.isAfter(today) ? State.PLANNED : State.ACTIVE;
    }

    /** The delegator, with nothing but what is delegated: no teams, and not what others delegated to them. */
    public Account seat() {
        return new Account(delegator, delegator, Set.of(), Set.of(), Set.copyOf(cohorts), admin);
    }

    /** Whether this person may see it: it is theirs, or for them, or they run the platform. */
    boolean concerns(Account account) {
        return account.admin() || delegator.equals(account.username()) || delegate.equals(account.username());
    }

    /** What is delegated, for people: {@code what a research manager and a platform admin decide}. */
    String what() {
        String managers = cohorts.isEmpty() ? "" : "a " + String.join(" and ", cohorts) + " manager";
        if (!admin) return "what " + managers + " decides";
        return managers.isEmpty()
                ? "what a platform admin decides"
                : "what " + managers + " and a platform admin decide";
    }

    /** From when to when, for people. */
    String days() {
        return firstDay.equals(lastDay) ? "on " + firstDay : "from " + firstDay + " to " + lastDay;
    }
}
