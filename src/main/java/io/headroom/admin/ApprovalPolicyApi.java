package io.headroom.admin;

import io.headroom.account.Accounts;
import io.headroom.approval.ApprovalPolicies;
import io.headroom.approval.Rule;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
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
    private final Accounts accounts;

    ApprovalPolicyApi(ApprovalEditing editing, Accounts accounts) {
        this.editing = editing;
        this.accounts = accounts;
    }

    /**
     * A policy.
     *
     * @param rules the first whose condition holds decides
     * @param policyError why they decide nothing any more, so that admins decide every request; admins alone are told
     */
    public record PolicyJson(int version, List<Rule> rules, String policyError) {}

    /** @param comment why it is changed; kept with the version */
    public record PolicyChange(List<Rule> rules, String comment) {}

    /**
     * What other rules would have decided over the last 30 days.
     *
     * @param requests how many were looked at: all there were
     * @param otherwiseCount how many would be decided otherwise; the latest 200 are in {@code otherwise}
     * @param failedCount of how many a rule failed, so that people would decide; the latest 200 are in {@code failed}
     * @param matches by rule, how many it would decide; an empty name for those that no rule does
     */
    public record DryRunJson(
            int requests,
            int otherwiseCount,
            List<OtherwiseJson> otherwise,
            int failedCount,
            List<FailedJson> failed,
            Map<String, Integer> matches) {
        static DryRunJson of(ApprovalDryRun it) {
            return new DryRunJson(
                    it.requests(),
                    it.otherwise().count(),
                    it.otherwise().first().stream().map(OtherwiseJson::of).toList(),
                    it.failed().count(),
                    it.failed().first().stream().map(FailedJson::of).toList(),
                    it.matches());
        }
    }

    /** A request of which a rule could not be computed. */
    public record FailedJson(UUID request, String team, Instant submittedAt, String error) {
        static FailedJson of(ApprovalDryRun.Failed it) {
            return new FailedJson(
                    it.request().id(), it.request().team(), it.request().submittedAt(), it.error());
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
    public Slice<ApprovalPolicies.Saved> versions(@RestQuery String cursor, @RestQuery String limit) {
        return editing.versions(Paging.number(cursor), Paging.limit(limit));
    }

    @GET
    @Path("versions/{version}")
    @Operation(summary = "One version, also 0: to go back, save its rules again")
    public PolicyJson version(@RestPath int version) {
        return new PolicyJson(version, editing.rules(version), null);
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

    private Response answer(ApprovalPolicies.InForce policy) {
        String error = accounts.me().admin() ? policy.rules().problem() : null;
        return Response.ok(new PolicyJson(policy.version(), policy.rules().rules(), error))
                .header("ETag", Version.tag(policy.version()))
                .build();
    }
}
