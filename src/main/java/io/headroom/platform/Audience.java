package io.headroom.platform;

/** Whom something concerns, whoever that is when it is told. */
public sealed interface Audience {
    /** Those who lead a team. */
    record Leads(String team) implements Audience {}

    /** Those who manage a cohort. */
    record Managers(String cohort) implements Audience {}

    /** Those who run the platform. */
    record Admins() implements Audience {}

    /** One person. */
    record Person(String username) implements Audience {}
}
