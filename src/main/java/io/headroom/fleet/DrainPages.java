package io.headroom.fleet;

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
import java.net.URI;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Draining in the browser: first what would move, then the button. Admins only. */
@Path("/fleet")
@Produces(MediaType.TEXT_HTML)
public class DrainPages {
    private static final URI FLEET = URI.create("/fleet");

    private final Draining draining;
    private final Drains drains;

    DrainPages(Draining draining, Drains drains) {
        this.draining = draining;
        this.drains = drains;
    }

    @CheckedTemplate(basePath = "fleet")
    static class Templates {
        static native TemplateInstance drain(DrainView view);
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

    private TemplateInstance look(DrainTarget target) {
        draining.requireAdmin();
        Drain drain = drains.drainOf(target).orElse(null);
        return Templates.drain(
                DrainView.of(target, drains.covered(target), drain, draining.effect(target, drain == null)));
    }

    private static DrainTarget target(String id) {
        return new DrainTarget.OfDevice(Paging.id("device", id));
    }
}
