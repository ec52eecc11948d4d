package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Plan;
import io.headroom.platform.Refused;
import io.headroom.world.BadWorld;
import io.headroom.world.PlanWriter;
import io.headroom.world.WorldAt;
import io.headroom.world.WorldReader;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Plans worlds that callers make up. It reads nothing of ours and changes nothing. */
@Path("/api/v1/plans")
@Tag(name = "plans")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PlansApi {
    private static final int AT_ONCE = 2;
    private static final String WORLD = """
            {"now": "2026-01-01T02:00:00Z",
             "flavors": [{"name": "h100-80gb", "capacity": 12}],
             "teams": [{"name": "vision", "quotas": [{"flavor": "h100-80gb", "nominal": 8}]},
                       {"name": "nlp", "quotas": [{"flavor": "h100-80gb", "nominal": 4}]}],
             "leases": [{"id": "sweep", "team": "nlp", "flavor": "h100-80gb", "gpus": 8, "minGpus": 2}],
             "waiting": [{"id": "detector", "team": "vision", "flavors": ["h100-80gb"], "gpus": 8}]}""";
    private static final String PLAN = """
            {"decisions": [{"type": "RECLAIM", "lease": "sweep", "gpus": 4, "remaining": 4, "for": "detector",
                            "reason": "OWNER_RECLAIM", "deadline": "2026-01-01T02:10:00Z", "detail": "…"},
                           {"type": "WAIT", "request": "detector", "reason": "WAITING_FOR_RECLAIM", "detail": "…",
                            "estimatedStart": "2026-01-01T02:10:00Z"}],
             "teams": [{"team": "nlp", "flavor": "h100-80gb", "nominal": 4, "used": 8, "own": 4, "borrowed": 4,
                        "lent": 0, "available": 0, "fairShare": 4}],
             "loans": [{"lender": "vision", "borrower": "nlp", "flavor": "h100-80gb", "gpus": 4}]}""";

    private final Semaphore free = new Semaphore(AT_ONCE);

    @POST
    @Operation(
            summary = "What the allocator decides about a world",
            description = "The same as ./headroom plan: the body is one world, the answer its plan. Nothing is stored.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "an owner asks, a borrower shrinks", value = WORLD)))
    @APIResponse(
            responseCode = "200",
            description = "The plan",
            content =
                    @Content(
                            schema = @Schema(type = SchemaType.OBJECT),
                            examples = @ExampleObject(name = "notice is given", value = PLAN)))
    public StreamingOutput plan(InputStream world) throws IOException {
        Plan plan = decide(world);
        return out -> PlanWriter.compact(plan, out);
    }

    private Plan decide(InputStream world) throws IOException {
        if (!free.tryAcquire()) throw new Refused(new PlansRefusal.TooManyPlans(AT_ONCE));
        try {
            WorldAt read = WorldReader.read(world);
            return new Allocator().plan(read.world(), read.now());
        } catch (BadWorld e) {
            throw new Refused(PlansRefusal.MalformedWorld.of(e));
        } finally {
            free.release();
        }
    }
}
