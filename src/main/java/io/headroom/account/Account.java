package io.headroom.account;

import java.util.Set;
import java.util.TreeSet;

/**
 * The person or service that calls.
 *
 * @param username unique name, as the identity provider knows it
 * @param name for people
 * @param leads teams it may ask and release for
 * @param memberOf teams whose details it may see, those it leads included
 * @param manages cohorts whose requests it decides
 * @param admin whether it runs the platform
 */
public record Account(
        String username, String name, Set<String> leads, Set<String> memberOf, Set<String> manages, boolean admin) {
    public Account {
        leads = Set.copyOf(leads);
        memberOf = Set.copyOf(memberOf);
        manages = Set.copyOf(manages);
    }

    public boolean leads(String team) {
        return leads.contains(team);
    }

    public boolean manages(String cohort) {
        return cohort != null && manages.contains(cohort);
    }

    /** The team whose page is "mine": the first it leads, else the first it belongs to, else null. */
    public String team() {
        if (!leads.isEmpty()) return new TreeSet<>(leads).first();
        return memberOf.isEmpty() ? null : new TreeSet<>(memberOf).first();
    }

    /** Whether it may ask for GPUs for any team. */
    public boolean canRequest() {
        return !leads.isEmpty();
    }

    /** Whether requests may wait for its decision. */
    public boolean decides() {
        return admin || !manages.isEmpty();
    }
}
