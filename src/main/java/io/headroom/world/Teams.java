package io.headroom.world;

import io.headroom.allocator.Quota;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The teams of a world. */
final class Teams {
    private static final Set<String> FIELDS =
            Fields.named("name", "cohort", "weight", "rank", "usageShare", "createdAt", "quotas", "rules");

    private final Registers names;
    private final Nodes nodes;
    private final List<Frame.Later<Team>> teams = new ArrayList<>();

    Teams(Registers names, Nodes nodes) {
        this.names = names;
        this.nodes = nodes;
    }

    void read(Value entry) {
        Fields team = entry.fields(FIELDS);
        String name = names.team(team.required("name"));
        String cohort = nodes.parent(team);
        Standing standing = nodes.standing(team);
        Map<String, Quota> quotas = nodes.quotas(team);
        Optional<Frame.Later<TeamRules>> rules = team.optional("rules").map(Rules::read);
        teams.add(frame -> new Team(
                name,
                cohort,
                standing,
                quotas,
                rules.map(given -> given.in(frame)).orElseGet(() -> Rules.standard(frame))));
    }

    List<Team> in(Frame frame) {
        return teams.stream().map(team -> team.in(frame)).toList();
    }
}
