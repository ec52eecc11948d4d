package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.lease.StayFilter;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.team.Access;
import io.headroom.team.Teams;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/**
 * Leases over a day, a week or a month. Everybody sees that GPUs are taken, by which team and until when; what for, only
 * those concerned.
 */
@Path("/calendar")
@Produces(MediaType.TEXT_HTML)
public class CalendarPage {
    /** More would be neither drawn nor read. */
    static final int MOST = 300;

    private final Camera camera;
    private final Leases leases;
    private final Teams teams;
    private final Access access;
    private final Accounts accounts;
    private final Clock clock;

    CalendarPage(Camera camera, Leases leases, Teams teams, Access access, Accounts accounts, Clock clock) {
        this.camera = camera;
        this.leases = leases;
        this.teams = teams;
        this.access = access;
        this.accounts = accounts;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance calendar(CalendarView calendar);

        static native TemplateInstance calendar$content(CalendarView calendar);
    }

    /** One transaction, so that the leases over time are those of the picture. */
    @GET
    @Transactional
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance calendar(
            @RestQuery String view,
            @RestQuery String from,
            @RestQuery String team,
            @RestQuery String flavor,
            @HeaderParam("HX-Request") boolean fragment) {
        CalendarQuery query = CalendarQuery.read(view, from, team, flavor, clock.instant());
        if (query.team() != null) teams.get(query.team());
        if (query.flavor() != null && !teams.flavors().contains(query.flavor()))
            throw new Refused(new CommonRefusal.NotFound("flavor", query.flavor()));
        Picture picture = camera.take();
        Slice<Lease> shown =
                leases.during(new StayFilter(query.span().time(), picture.now(), query.team(), query.flavor(), MOST));
        Account me = accounts.me();
        CalendarView calendar = CalendarView.of(
                query, picture, shown, new CalendarView.Viewer(me, Set.copyOf(access.visibleTeams(me))));
        return fragment ? Templates.calendar$content(calendar) : Templates.calendar(calendar);
    }
}
