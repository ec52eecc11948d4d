package io.headroom.team;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import java.time.Instant;

/**
 * A team or cohort as it is stored.
 *
 * @param parent the cohort it belongs to, or null
 * @param version how often it was edited
 */
record Node(Owner owner, String parent, Instant createdAt, int version, Settings settings) {
    Team team(TeamRules defaults) {
        TeamRules rules = settings.rules().over(defaults);
        return new Team(owner.name(), parent, standing(), settings.quotas(), rules);
    }

    Cohort cohort() {
        return new Cohort(owner.name(), parent, standing(), settings.quotas());
    }

    /** Its share of past use is not stored here; who plans with it counts it. */
    private Standing standing() {
        return new Standing(settings.weight(), settings.rank(), 0, createdAt);
    }
}
