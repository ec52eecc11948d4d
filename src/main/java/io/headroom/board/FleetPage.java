package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.team.Access;
import io.headroom.telemetry.Sources;
import io.headroom.telemetry.Targets;
import io.headroom.telemetry.Utilization;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Every node and GPU, live. Everybody may look; leases are linked where the viewer may see them. Exporters are listed for admins. */
@Path("/fleet")
@Produces(MediaType.TEXT_HTML)
public class FleetPage {
    private final Pictures pictures;
    private final Accounts accounts;
    private final Access access;
    private final Utilization utilization;
    private final Targets targets;
    private final Sources sources;

    FleetPage(
            Pictures pictures,
            Accounts accounts,
            Access access,
            Utilization utilization,
            Targets targets,
            Sources sources) {
        this.pictures = pictures;
        this.accounts = accounts;
        this.access = access;
        this.utilization = utilization;
        this.targets = targets;
        this.sources = sources;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance fleet(FleetView fleet);

        static native TemplateInstance fleet$content(FleetView fleet);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance fleet(
            @RestQuery String node,
            @RestQuery String flavor,
            @RestQuery String state,
            @RestQuery String page,
            @HeaderParam("HX-Request") boolean fragment) {
        FleetQuery query = FleetQuery.of(node, flavor, state, page);
        Account me = accounts.me();
        Picture picture = pictures.take();
        FleetView view =
                FleetView.of(picture, query, Set.copyOf(access.visibleTeams(me)), exporters(me, picture.now()));
        return fragment ? Templates.fleet$content(view) : Templates.fleet(view);
    }

    /** Addresses and errors say how the network is built: only admins need them. */
    private ExportersView exporters(Account me, Instant now) {
        if (!me.admin()) return ExportersView.counted(utilization.age(now));
        List<TargetRow> rows = targets.all().stream()
                .map(it -> TargetRow.of(it, utilization.late(it, now), now))
                .toList();
        List<ExportersView.Away> away = sources.outages(now).stream()
                .map(it -> ExportersView.Away.of(it, now))
                .toList();
        return ExportersView.of(rows, away);
    }
}
