package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.allocator.Preemption;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamRules;
import io.headroom.allocator.TeamShare;
import io.headroom.planning.Preview;
import io.headroom.platform.Version;
import io.headroom.team.Owner;
import io.headroom.team.QuotaApi.QuotaJson;
import io.headroom.team.Teams;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Teams over REST: what they own, and what they hold, borrow and lend of it now. Everybody who is signed in may see it. */
@Path("/api/v1/teams")
@Tag(name = "teams")
@Produces(MediaType.APPLICATION_JSON)
public class TeamApi {
    private final Teams teams;
    private final Preview preview;
    private final Accounts accounts;
    private final Clock clock;

    TeamApi(Teams teams, Preview preview, Accounts accounts, Clock clock) {
        this.teams = teams;
        this.preview = preview;
        this.accounts = accounts;
        this.clock = clock;
    }

    /**
     * A team's share of one flavor, in GPUs: {@code own + borrowed = held} and {@code own + lent + free = guaranteed}.
     *
     * @param available what it could be granted now without taking anything from anyone
     * @param fairShare what it is owed of what all want now: its quota as far as wanted, and its part of the surplus
     */
    public record ShareJson(
            String flavor,
            int nominal,
            int guaranteed,
            int own,
            int borrowed,
            int lent,
            int free,
            int available,
            int held,
            int fairShare) {
        static ShareJson of(TeamShare it, int fairShare) {
            return new ShareJson(
                    it.flavor(),
                    it.nominal(),
                    it.guaranteed(),
                    it.own(),
                    it.borrowed(),
                    it.lent(),
                    it.free(),
                    it.available(),
                    it.held(),
                    fairShare);
        }
    }

    /** @param allowedActions what the caller may do as this team: {@code REQUEST}, or nothing */
    public record TeamJson(
            String name,
            String cohort,
            double weight,
            int rank,
            RulesJson rules,
            List<QuotaJson> quotas,
            List<ShareJson> shares,
            List<String> allowedActions,
            int version) {}

    /** The rules that hold for a team, the installation's defaults included; durations ISO 8601. */
    public record RulesJson(
            Preemption withinTeam,
            Preemption reclaimWithinCohort,
            Preemption borrowWithinCohort,
            Duration minimumRuntime,
            Map<String, Duration> gracePeriod) {
        static RulesJson of(TeamRules it) {
            Map<String, Duration> grace = new TreeMap<>();
            it.gracePeriod().forEach((kind, notice) -> grace.put(kind.name().toLowerCase(Locale.ROOT), notice));
            return new RulesJson(
                    it.preemption().withinTeam(),
                    it.preemption().reclaimWithinCohort(),
                    it.preemption().borrowWithinCohort(),
                    it.minimumRuntime(),
                    grace);
        }
    }

    @GET
    @Transactional
    @Operation(summary = "Teams, what they own and what they hold, borrow and lend now")
    public List<TeamJson> list() {
        Account me = accounts.me();
        // First, because it pins the moment that the rest is read of.
        List<TeamShare> shares = preview.shares();
        List<TeamShare> fair = preview.fairShares(clock.instant());
        return teams.teams().stream().map(team -> json(team, shares, fair, me)).toList();
    }

    @GET
    @Path("{team}")
    @Transactional
    @Operation(summary = "One team")
    public Response get(@RestPath String team) {
        List<TeamShare> shares = preview.shares();
        List<TeamShare> fair = preview.fairShares(clock.instant());
        TeamJson json = json(teams.get(team), shares, fair, accounts.me());
        return Response.ok(json).header("ETag", Version.tag(json.version())).build();
    }

    private TeamJson json(Team team, List<TeamShare> shares, List<TeamShare> fair, Account me) {
        return new TeamJson(
                team.name(),
                team.cohort(),
                team.standing().weight(),
                team.standing().rank(),
                RulesJson.of(team.rules()),
                QuotaJson.of(team.quotas()),
                shares.stream()
                        .filter(share -> share.team().equals(team.name()))
                        .map(share -> ShareJson.of(share, fairShare(share, fair)))
                        .toList(),
                me.leads(team.name()) ? List.of("REQUEST") : List.of(),
                teams.version(Owner.team(team.name())));
    }

    private static int fairShare(TeamShare share, List<TeamShare> fair) {
        return fair.stream()
                .filter(it -> it.team().equals(share.team()) && it.flavor().equals(share.flavor()))
                .mapToInt(TeamShare::fairShare)
                .findFirst()
                .orElse(share.nominal());
    }
}
