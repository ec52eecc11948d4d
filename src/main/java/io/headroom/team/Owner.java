package io.headroom.team;

import java.util.Locale;

/** A node of the quota tree that owns quota: a team or a cohort. */
public record Owner(Type type, String name) {
    /** Where in the tree it stands. */
    public enum Type {
        COHORT,
        TEAM;

        /** The word for people; also the table's name. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Owner team(String name) {
        return new Owner(Type.TEAM, name);
    }

    public static Owner cohort(String name) {
        return new Owner(Type.COHORT, name);
    }
}
