package io.headroom.fleet;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.allocator.Team;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.team.Teams;
import io.headroom.team.Versioned;
import io.headroom.telemetry.TeamMap;
import io.headroom.telemetry.TeamMaps;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.stream.Collectors;

/** Edits of the map of workloads as an admin makes them, over the API or on a page. */
@ApplicationScoped
class TeamMapEditing {
    private final Accounts accounts;
    private final Teams teams;
    private final TeamMaps maps;

    TeamMapEditing(Accounts accounts, Teams teams, TeamMaps maps) {
        this.accounts = accounts;
        this.teams = teams;
        this.maps = maps;
    }

    /** @throws Refused 403 unless the caller is an admin */
    Account requireAdmin() {
        Account me = accounts.me();
        if (!me.admin()) throw new Refused(new CommonRefusal.NotAllowed("see and edit the map of workloads", "admins"));
        return me;
    }

    /** @throws Refused 403 unless the caller is an admin */
    Versioned<TeamMap> read() {
        requireAdmin();
        return maps.read();
    }

    /** @throws Refused 403 unless the caller is an admin, 422 naming every entry that is wrong, 412 if it is stale */
    Versioned<TeamMap> save(TeamMapBody body, String ifMatch) {
        String me = requireAdmin().username();
        TeamMap map = body.checked(teams.teams().stream().map(Team::name).collect(Collectors.toSet()));
        return maps.edit(map, me, ifMatch);
    }
}
