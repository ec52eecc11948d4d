package io.headroom.approval;

import io.headroom.account.Account;
import io.headroom.platform.Audience;

/** A role that decides a step of a review. Stored as {@code manager:research} or {@code admin}. */
public sealed interface Reviewer {
    /** Any manager of a cohort. */
    record Manager(String cohort) implements Reviewer {}

    /** Any platform admin. */
    record Admin() implements Reviewer {}

    /** Admins may stand in for a manager; a manager never for an admin. */
    default boolean includes(Account account) {
        return switch (this) {
            case Manager(var cohort) -> account.manages(cohort) || account.admin();
            case Admin() -> account.admin();
        };
    }

    /** For people: {@code a research manager}. */
    default String title() {
        return switch (this) {
            case Manager(var cohort) -> "a " + cohort + " manager";
            case Admin() -> "a platform admin";
        };
    }

    /** Those who can decide it, as they are told of it. */
    default Audience audience() {
        return switch (this) {
            case Manager(var cohort) -> new Audience.Managers(cohort);
            case Admin() -> new Audience.Admins();
        };
    }

    /** As stored. */
    default String code() {
        return switch (this) {
            case Manager(var cohort) -> "manager:" + cohort;
            case Admin() -> "admin";
        };
    }

    /** @throws IllegalArgumentException if it is no stored reviewer */
    static Reviewer parse(String code) {
        if (code.equals("admin")) return new Admin();
        if (code.startsWith("manager:")) return new Manager(code.substring("manager:".length()));
        throw new IllegalArgumentException("no reviewer: " + code);
    }
}
