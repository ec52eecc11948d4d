package io.headroom.fleet;

import io.headroom.device.DrainTarget;
import io.headroom.device.Drains;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Nodes and devices are drained and undrained over REST, by admins. */
@Path("/api/v1")
@Tag(name = "devices")
@Produces(MediaType.APPLICATION_JSON)
public class DrainApi {
    private static final String DRY = "; with dryRun=true what that would do, and nothing is changed";

    private final Draining draining;
    private final Drains drains;

    DrainApi(Draining draining, Drains drains) {
        this.draining = draining;
        this.drains = drains;
    }

    /** @param reason why, for those whose leases have to move */
    public record DrainBody(String reason) {}

    @POST
    @Path("nodes/{node}/drain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes a node out of use: leases move, or are asked back with notice" + DRY)
    public Object drainNode(@RestPath String node, @RestQuery @DefaultValue("false") String dryRun, DrainBody body) {
        return drain(new DrainTarget.OfNode(node), dryRun, body);
    }

    @POST
    @Path("nodes/{node}/undrain")
    @Operation(summary = "Takes a node back into use" + DRY)
    public Object undrainNode(@RestPath String node, @RestQuery @DefaultValue("false") String dryRun) {
        return undrain(new DrainTarget.OfNode(node), dryRun);
    }

    @POST
    @Path("devices/{id}/drain")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Takes one device out of use: its lease moves, or is asked back with notice" + DRY)
    public Object drainDevice(@RestPath String id, @RestQuery @DefaultValue("false") String dryRun, DrainBody body) {
        return drain(device(id), dryRun, body);
    }

    @POST
    @Path("devices/{id}/undrain")
    @Operation(summary = "Takes one device back into use" + DRY)
    public Object undrainDevice(@RestPath String id, @RestQuery @DefaultValue("false") String dryRun) {
        return undrain(device(id), dryRun);
    }

    private Object drain(DrainTarget target, String dryRun, DrainBody body) {
        draining.requireAdmin();
        if (Paging.flag("dryRun", dryRun)) return DrainEffectJson.of(draining.effect(target, true));
        if (body == null) throw new Refused(new CommonRefusal.Unreadable("A body with a reason is needed."));
        draining.drain(target, body.reason());
        return now(target);
    }

    private Object undrain(DrainTarget target, String dryRun) {
        draining.requireAdmin();
        if (Paging.flag("dryRun", dryRun)) return DrainEffectJson.of(draining.effect(target, false));
        draining.undrain(target);
        return now(target);
    }

    private DrainJson now(DrainTarget target) {
        return DrainJson.of(drains.covered(target), drains.drainOf(target).orElse(null));
    }

    private static DrainTarget device(String id) {
        return new DrainTarget.OfDevice(Paging.id("device", id));
    }
}
