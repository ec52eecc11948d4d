package io.headroom.board;

import io.headroom.device.Device;
import io.headroom.device.Devices;
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
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** The whole fleet's use over time. */
@Path("/use")
@Produces(MediaType.TEXT_HTML)
public class UsePage {
    private static final int GPUS = 64;

    private final Devices devices;
    private final UseHistory history;
    private final Clock clock;

    UsePage(Devices devices, UseHistory history, Clock clock) {
        this.devices = devices;
        this.history = history;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance use(UseChart chart, HeatMap heat, NodePage fleet, Span span);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance use(@RestQuery String span, @RestQuery String page) {
        Instant now = clock.instant();
        Span known = Span.of(span);
        NodePage fleet = NodePage.of(devices.all(), GPUS, NodePage.number(page));
        var cells =
                history.cells(known, fleet.devices().stream().map(Device::id).toList(), now);
        return Templates.use(
                UseChart.of("the fleet", known, history.usage(known, UsageFilter.ALL, now), now),
                HeatMap.of(known, fleet.devices(), cells, now),
                fleet,
                known);
    }
}
