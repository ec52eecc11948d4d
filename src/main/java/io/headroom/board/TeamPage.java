package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.planning.Preview;
import io.headroom.request.CapacityRequest;
import io.headroom.request.RequestFilter;
import io.headroom.request.Requests;
import io.headroom.team.Access;
import io.headroom.team.Teams;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.UsageFilter;
import io.headroom.telemetry.UseHistory;
import io.headroom.telemetry.Utilization;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One team. Everybody sees its share and loans; its leases and requests only those concerned. */
@Path("/teams/{team}")
@Produces(MediaType.TEXT_HTML)
public class TeamPage {
    private static final int REQUESTS = 12;

    private final Pictures pictures;
    private final Teams teams;
    private final Requests requests;
    private final Access access;
    private final Accounts accounts;
    private final Utilization utilization;
    private final Preview preview;
    private final UseHistory history;

    TeamPage(
            Pictures pictures,
            Teams teams,
            Requests requests,
            Access access,
            Accounts accounts,
            Utilization utilization,
            Preview preview,
            UseHistory history) {
        this.pictures = pictures;
        this.teams = teams;
        this.requests = requests;
        this.access = access;
        this.accounts = accounts;
        this.utilization = utilization;
        this.preview = preview;
        this.history = history;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance team(TeamView team, UseChart chart);

        static native TemplateInstance team$content(TeamView team);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance team(
            @RestPath String team, @RestQuery String span, @HeaderParam("HX-Request") boolean fragment) {
        Span known = Span.of(span);
        Account me = accounts.me();
        teams.get(team);
        Picture picture = pictures.take();
        boolean details = access.sees(me, team);
        List<CapacityRequest> recent = details
                ? requests.list(new RequestFilter(List.of(team), null, null, REQUESTS))
                        .items()
                : List.of();
        TeamUse use = TeamUse.All.read(utilization, picture.now()).of(team);
        TeamView view = TeamView.of(
                team,
                picture,
                use,
                recent,
                new TeamView.Viewer(me, details, name -> teams.get(name).rules(), preview.fairShares(picture.now())));
        if (fragment) return Templates.team$content(view);
        var usage = history.usage(known, UsageFilter.team(team), picture.now());
        return Templates.team(view, UseChart.of(team, known, usage, picture.now()));
    }
}
