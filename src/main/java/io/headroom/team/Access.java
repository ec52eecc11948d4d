package io.headroom.team;

import io.headroom.account.Account;
import io.headroom.allocator.Team;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Who may see and do what with a team's things. What one may not see does not exist for one. */
@ApplicationScoped
public class Access {
    private final Teams teams;

    Access(Teams teams) {
        this.teams = teams;
    }

    /** Members, the managers of its cohorts, and admins see a team's details. */
    public boolean sees(Account account, String team) {
        return account.admin() || account.memberOf().contains(team) || manages(account, team);
    }

    /** Managers of the team's cohort or of one above it. */
    public boolean manages(Account account, String team) {
        return cohortsAbove(team).stream().anyMatch(account::manages);
    }

    /** @throws Refused 404 unless the caller sees the team; {@code what} and {@code id} name what was asked for */
    public void requireSees(Account account, String team, String what, String id) {
        if (!sees(account, team)) throw new Refused(CommonRefusal.NotFound.hidden(what, id));
    }

    /** @throws Refused 404 unless the caller sees the team, 403 unless it leads it */
    public void requireLeads(Account account, String team, Deed deed) {
        requireSees(account, team, deed.what(), deed.id());
        if (!account.leads(team)) throw new Refused(new CommonRefusal.NotAllowed(deed.action(), "leads of " + team));
    }

    /** Every team the caller sees. */
    public List<String> visibleTeams(Account account) {
        return teams.teams().stream()
                .map(Team::name)
                .filter(team -> sees(account, team))
                .toList();
    }

    /** The cohorts a team belongs to, nearest first. */
    public List<String> cohortsAbove(String team) {
        List<String> chain = new ArrayList<>();
        String cohort = teams.cohortOf(team).orElse(null);
        while (cohort != null) {
            chain.add(cohort);
            cohort = teams.parentOf(cohort).orElse(null);
        }
        return chain;
    }

    /** Something somebody wants to do to an object: {@code release} {@code lease} {@code 0192…}. */
    public record Deed(String action, String what, String id) {}
}
