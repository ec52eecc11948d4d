package io.headroom.admin;

import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Rule;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Who has to approve, over REST. Everybody who is signed in may see it; admins change it. */
@Path("/api/v1/approval-policy")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
public class ApprovalPolicyApi {
    private static final String EXAMPLE = """
            {"comment": "Nights are for everybody.",
             "rules": [
              {"name": "At night", "when": "now.getHours() >= 20 && request.borrowed <= 16", "then": "APPROVE",
               "reason": "Borrowed at night, at most 16."},
              {"name": "Everything else", "when": "true", "then": "REVIEW", "steps": ["manager"],
               "reason": "it borrows {request.borrowed} by day"}]}""";

    private final ApprovalEditing editing;

    ApprovalPolicyApi(ApprovalEditing editing) {
        this.editing = editing;
    }

    /** @param rules the first whose condition holds decides */
    public record PolicyJson(int version, List<Rule> rules) {}

    /** @param comment why it is changed; kept with the version */
    public record PolicyChange(List<Rule> rules, String comment) {}

    /**
     * What other rules would have decided over the last 30 days.
     *
     * @param requests how many were looked at
     * @param matches by rule, how many it would decide; an empty name for those that no rule does
     */
    public record DryRunJson(int requests, List<OtherwiseJson> otherwise, Map<String, Integer> matches) {
        static DryRunJson of(ApprovalDryRun it) {
            return new DryRunJson(
                    it.requests(),
                    it.otherwise().stream().map(OtherwiseJson::of).toList(),
                    it.matches());
        }
    }

    /** A request that would be decided otherwise. */
    public record OtherwiseJson(
            UUID request,
            String team,
            int gpus,
            String flavor,
            String requestedBy,
            Instant submittedAt,
            String before,
            String after,
            String reason) {
        static OtherwiseJson of(ApprovalDryRun.Otherwise it) {
            return new OtherwiseJson(
                    it.request().id(),
                    it.request().team(),
                    it.request().gpus(),
                    it.request().flavor(),
                    it.request().requestedBy(),
                    it.request().submittedAt(),
                    it.before(),
                    it.after(),
                    it.reason());
        }
    }

    @GET
    @Operation(summary = "The approval policy in force")
    public Response get() {
        return answer(editing.inForce());
    }

    @GET
    @Path("versions")
    @Operation(summary = "Its versions, newest first; 0, the one that comes with the program, is not listed")
    public List<ApprovalPolicies.Saved> versions() {
        return editing.versions();
    }

    @GET
    @Path("versions/{version}")
    @Operation(summary = "One version, also 0: to go back, save its rules again")
    public PolicyJson version(@RestPath int version) {
        return new PolicyJson(version, editing.rules(version));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Another approval policy",
            description = "Saved as a new version. With dryRun=true nothing is saved: 200 with what the last 30 days'"
                    + " requests would have come to.")
    @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
    public Response put(
            @HeaderParam("If-Match") String ifMatch,
            @RestQuery @DefaultValue("false") String dryRun,
            PolicyChange body) {
        editing.requireAdmin();
        if (body == null || body.rules() == null)
            throw new Refused(CommonRefusal.Invalid.of("rules", null, "must be given"));
        if (Paging.flag("dryRun", dryRun))
            return Response.ok(DryRunJson.of(editing.dryRun(body.rules()))).build();
        return answer(editing.save(body.rules(), body.comment(), ifMatch));
    }

    private static Response answer(ApprovalPolicies.InForce policy) {
        return Response.ok(new PolicyJson(policy.version(), policy.rules().rules()))
                .header("ETag", Version.tag(policy.version()))
                .build();
    }
}
