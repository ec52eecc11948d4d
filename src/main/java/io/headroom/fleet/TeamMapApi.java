package io.headroom.fleet;

import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import io.headroom.team.Versioned;
import io.headroom.telemetry.TeamMap;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Which team's work runs in which namespace, queue or account; over REST, for admins. */
@Path("/api/v1/team-map")
@Tag(name = "utilization")
@Produces(MediaType.APPLICATION_JSON)
public class TeamMapApi {
    private final TeamMapEditing editing;

    TeamMapApi(TeamMapEditing editing) {
        this.editing = editing;
    }

    @GET
    @Operation(summary = "Which team's work runs in which namespace, queue or account")
    public Response get() {
        return answer(editing.read());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Replaces the whole map; what is left out is nobody's from then on")
    public Response put(@HeaderParam("If-Match") String ifMatch, TeamMapBody body) {
        editing.requireAdmin();
        if (body == null) throw new Refused(new CommonRefusal.Unreadable("A body is needed; {} empties the map."));
        return answer(editing.save(body, ifMatch));
    }

    private static Response answer(Versioned<TeamMap> map) {
        return Response.ok(TeamMapBody.of(map.value()))
                .header("ETag", Version.tag(map.version()))
                .build();
    }
}
