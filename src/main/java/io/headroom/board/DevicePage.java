package io.headroom.board;

import io.headroom.account.Accounts;
import io.headroom.device.Device;
import io.headroom.team.Access;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.UsageFilter;
import io.headroom.telemetry.UseHistory;
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
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One GPU, for everybody, as the board, the fleet and {@link UsePage} show it: only its lease and workloads are its team's. */
@Path("/devices/{id}")
@Produces(MediaType.TEXT_HTML)
public class DevicePage {
    private final Pictures pictures;
    private final Access access;
    private final Accounts accounts;
    private final UseHistory history;

    DevicePage(Pictures pictures, Access access, Accounts accounts, UseHistory history) {
        this.pictures = pictures;
        this.access = access;
        this.accounts = accounts;
        this.history = history;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance device(DeviceView device, UseChart chart, HeatMap heat);

        static native TemplateInstance device$content(DeviceView device);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance device(
            @RestPath String id, @RestQuery String span, @HeaderParam("HX-Request") boolean fragment) {
        Span known = Span.of(span);
        Picture picture = pictures.take();
        Device device = DeviceLookup.find(id, picture.devices());
        DeviceView view = DeviceView.of(device, picture, Set.copyOf(access.visibleTeams(accounts.me())));
        if (fragment) return Templates.device$content(view);
        return Templates.device(view, chart(device, known, picture.now()), heat(device, known, picture.now()));
    }

    private UseChart chart(Device device, Span span, Instant now) {
        return UseChart.of("this GPU", span, history.usage(span, UsageFilter.device(device.id()), now), now);
    }

    private HeatMap heat(Device device, Span span, Instant now) {
        return HeatMap.of(span, List.of(device), history.cells(span, List.of(device.id()), now), now);
    }
}
