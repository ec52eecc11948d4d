package io.headroom.fleet;

import io.headroom.device.Device;
import io.headroom.device.Drain;
import io.headroom.device.DrainTarget;
import io.headroom.device.Drains;
import io.headroom.platform.Paging;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Draining in the browser: first what would move, then the button; and what else is done to a device. Admins only. */
@Path("/fleet")
@Produces(MediaType.TEXT_HTML)
public class DrainPages {
    private static final URI FLEET = URI.create("/fleet");

    private final Draining draining;
    private final Drains drains;
    private final Upkeeping upkeeping;

    DrainPages(Draining draining, Drains drains, Upkeeping upkeeping) {
        this.draining = draining;
        this.drains = drains;
        this.upkeeping = upkeeping;
    }

    /** Where a node or device is drained, whatever its name. */
    public static String path(DrainTarget target) {
        return UriBuilder.fromPath("/fleet/{what}s/{key}")
                .build(target.word(), target.key())
                .toString();
    }

    @CheckedTemplate(basePath = "fleet")
    static class Templates {
        static native TemplateInstance drain(DrainView view, UpkeepView upkeep);
    }

    @GET
    @Path("nodes/{node}")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance node(@RestPath String node) {
        return look(new DrainTarget.OfNode(node));
    }

    @GET
    @Path("devices/{id}")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance device(@RestPath String id) {
        return look(target(id));
    }

    @POST
    @Path("nodes/{node}/drain")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response drainNode(@RestPath String node, @RestForm String reason) {
        draining.drain(new DrainTarget.OfNode(node), reason);
        return Response.seeOther(FLEET).build();
    }

    @POST
    @Path("nodes/{node}/undrain")
    public Response undrainNode(@RestPath String node) {
        draining.undrain(new DrainTarget.OfNode(node));
        return Response.seeOther(FLEET).build();
    }

    @POST
    @Path("devices/{id}/drain")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response drainDevice(@RestPath String id, @RestForm String reason) {
        draining.drain(target(id), reason);
        return Response.seeOther(FLEET).build();
    }

    @POST
    @Path("devices/{id}/undrain")
    public Response undrainDevice(@RestPath String id) {
        draining.undrain(target(id));
        return Response.seeOther(FLEET).build();
    }

    @POST
    @Path("devices/{id}/recovery")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response recover(@RestPath String id, @RestForm String reason) {
        upkeeping.recover(Paging.id("device", id), reason);
        return Response.seeOther(FLEET).build();
    }

    @POST
    @Path("devices/{id}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@RestPath String id, @RestForm String reason) {
        upkeeping.remove(Paging.id("device", id), reason);
        return Response.seeOther(FLEET).build();
    }

    private TemplateInstance look(DrainTarget target) {
        draining.requireAdmin();
        Drain drain = drains.drainOf(target).orElse(null);
        List<Device> covered = drains.covered(target);
        return Templates.drain(
                DrainView.of(target, covered, drain, draining.effect(target, drain == null)),
                target instanceof DrainTarget.OfNode ? UpkeepView.NONE : upkeep(covered.getFirst()));
    }

    private UpkeepView upkeep(Device device) {
        return UpkeepView.of(device, upkeeping.canRemove(device));
    }

    private static DrainTarget target(String id) {
        return new DrainTarget.OfDevice(Paging.id("device", id));
    }
}
