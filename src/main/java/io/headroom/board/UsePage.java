package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.team.Teams;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.UsageFilter;
import io.headroom.telemetry.UseHistory;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** The use of the whole fleet over time, or of one flavor. Everybody sees it, as on the board; it names no lease and no workload. */
@Path("/use")
@Produces(MediaType.TEXT_HTML)
public class UsePage {
    private static final int GPUS = 64;

    private final Devices devices;
    private final Teams teams;
    private final UseHistory history;
    private final Clock clock;

    UsePage(Devices devices, Teams teams, UseHistory history, Clock clock) {
        this.devices = devices;
        this.teams = teams;
        this.history = history;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance use(
                UseChart chart, HeatMap heat, NodePage fleet, UseQuery query, List<Choice> flavors);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance use(@RestQuery String span, @RestQuery String flavor, @RestQuery String page) {
        Instant now = clock.instant();
        UseQuery query = UseQuery.of(span, flavor, page);
        List<String> flavors = teams.flavors();
        if (!query.flavor().isEmpty() && !flavors.contains(query.flavor()))
            throw new Refused(new CommonRefusal.NotFound("flavor", query.flavor()));
        NodePage fleet = NodePage.of(devices(query.flavor()), GPUS, query.page());
        return Templates.use(
                chart(query, now),
                heat(query.span(), fleet.devices(), now),
                fleet,
                query,
                Choice.flavors(flavors, query.flavor()));
    }

    private List<Device> devices(String flavor) {
        return devices.all().stream()
                .filter(it -> flavor.isEmpty() || it.flavor().equals(flavor))
                .toList();
    }

    private UseChart chart(UseQuery query, Instant now) {
        boolean all = query.flavor().isEmpty();
        UsageFilter filter = all ? UsageFilter.ALL : UsageFilter.flavor(query.flavor());
        String whose = all ? "the fleet" : query.flavor();
        return UseChart.of(whose, query.span(), history.usage(query.span(), filter, now), now)
                .leadingTo(query::spanHref);
    }

    private HeatMap heat(Span span, List<Device> shown, Instant now) {
        var cells = history.cells(span, shown.stream().map(Device::id).toList(), now);
        return HeatMap.of(span, shown, cells, now);
    }
}
