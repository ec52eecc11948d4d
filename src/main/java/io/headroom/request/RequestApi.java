package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.approval.Facts.Requester;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.platform.Version;
import io.headroom.team.Access;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests over REST. */
@Path("/api/v1")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class RequestApi {
    private static final String EXAMPLE = """
            {"team": "vision", "flavor": "h100-80gb", "gpus": 4, "kind": "training", "duration": "P3D",
             "purpose": "Fine-tune the detector on the new labels."}""";

    private static final String ELASTIC = """
            {"team": "nlp", "flavors": ["h100-80gb", "a100-40gb"], "flavorPolicy": "PREFER_STARTING",
             "gpus": 8, "minGpus": 2, "maxGpus": 16, "stepGpus": 2, "kind": "training", "priority": 10,
             "duration": "P2D", "purpose": "Sweep that checkpoints every five minutes."}""";

    private final Requests requests;
    private final RequestActions actions;
    private final Reviews reviews;
    private final Deciders deciders;
    private final Access access;
    private final Accounts accounts;

    RequestApi(
            Requests requests,
            RequestActions actions,
            Reviews reviews,
            Deciders deciders,
            Access access,
            Accounts accounts) {
        this.requests = requests;
        this.actions = actions;
        this.reviews = reviews;
        this.deciders = deciders;
        this.access = access;
        this.accounts = accounts;
    }

    /**
     * What to ask for.
     *
     * @param flavor the only flavor it accepts; either this or {@code flavors}
     * @param flavors up to eight flavors it accepts, in order of preference
     * @param flavorPolicy {@code PREFER_STARTING} (if absent): a later flavor that fits now beats taking GPUs back for
     *     an earlier one; {@code PREFER_WAITING}: the other way round
     * @param gpus how many it wants
     * @param minGpus the fewest it can work with; all if absent
     * @param maxGpus the most it can use, while its GPUs are busy; {@code gpus} if absent
     * @param stepGpus by how many it can change at once; 1 if absent
     * @param priority inside its team, -1000 to 1000; 0 if absent. It never orders teams
     * @param reclaimable false if nobody may take it back; then it never borrows. If absent: false for inference within
     *     the nominal quota, else true
     * @param kind {@code training}, {@code inference}, {@code preprocessing} or {@code interactive}
     * @param duration ISO 8601, for example {@code P3D}; either this or {@code endsAt}
     * @param startsAt ISO 8601; now if absent
     */
    public record AskBody(
            String team,
            String flavor,
            List<String> flavors,
            String flavorPolicy,
            Integer gpus,
            Integer minGpus,
            Integer maxGpus,
            Integer stepGpus,
            String kind,
            Integer priority,
            Boolean reclaimable,
            String purpose,
            String duration,
            String startsAt,
            String endsAt) {
        AskInput input() {
            return new AskInput(
                    team,
                    flavor,
                    flavors,
                    flavorPolicy,
                    text(gpus),
                    text(minGpus),
                    text(maxGpus),
                    text(stepGpus),
                    kind,
                    text(priority),
                    text(reclaimable),
                    purpose,
                    duration,
                    startsAt,
                    endsAt);
        }

        private static String text(Object value) {
            return value == null ? null : value.toString();
        }
    }

    /** @param gpus how many to approve; all if absent */
    public record ApprovalBody(Integer gpus, String comment) {}

    /** @param reason why not; the team reads it */
    public record DenialBody(String reason) {}

    @POST
    @Path("requests")
    @Operation(
            summary = "Ask for GPUs",
            description = "201 with the request. With dryRun=true nothing is asked: 200 with what would happen.")
    @RequestBody(
            content =
                    @Content(
                            examples = {
                                @ExampleObject(name = "four GPUs for three days", value = EXAMPLE),
                                @ExampleObject(name = "two to sixteen GPUs of one of two flavors", value = ELASTIC)
                            }))
    public Response submit(
            @HeaderParam("Idempotency-Key") String key, @RestQuery String dryRun, @Context UriInfo uri, AskBody body) {
        Account me = accounts.me();
        if (body == null)
            throw new Refused(new CommonRefusal.Unreadable("The body is empty; a JSON object is expected."));
        requireLead(me, body.team());
        // First: what was granted stays granted, even if asking anew would be too late for its start.
        boolean dry = DryRun.asked(uri, dryRun);
        if (!dry) {
            var repeated = actions.repeated(me, key, body);
            if (repeated.isPresent()) return created(repeated.get(), me);
        }
        Ask ask = requests.parse(body.input(), me);
        if (dry)
            return Response.ok(AssessmentJson.of(requests.assess(ask, Requester.of(me))))
                    .build();
        return created(actions.submit(new RequestActions.Submission(ask, me, key, body)), me);
    }

    @GET
    @Path("requests")
    @Operation(summary = "Requests of the teams you may see, newest first")
    public Slice<RequestJson> list(
            @RestQuery String team,
            @RestQuery String state,
            @RestQuery String requestedBy,
            @RestQuery String since,
            @RestQuery String until,
            @RestQuery String cursor,
            @RestQuery String limit) {
        Account me = accounts.me();
        if (team != null) deciders.requireSees(me, team, "team", team);
        var slice = requests.list(new RequestFilter(
                team == null ? deciders.visibleTeams(me) : List.of(team),
                Paging.choice("state", state, RequestState.class),
                requestedBy,
                new Period(Paging.instant("since", since), Paging.instant("until", until)),
                Paging.cursor(cursor),
                Paging.limit(limit)));
        return RequestJson.of(slice, reviews.allowed(slice.items(), me));
    }

    @GET
    @Path("requests/{id}")
    @Operation(summary = "One request")
    public Response get(@RestPath String id) {
        Account me = accounts.me();
        return ok(requests.get(Paging.id("request", id), me), me);
    }

    @GET
    @Path("requests/{id}/answers")
    @Operation(summary = "What people answered to a request, step by step")
    public List<AnswerJson> answers(@RestPath String id) {
        CapacityRequest request = requests.get(Paging.id("request", id), accounts.me());
        return requests.approvals(request.id()).stream().map(AnswerJson::of).toList();
    }

    @POST
    @Path("requests/{id}/approvals")
    @Operation(summary = "Approve the step that is next, for all of the GPUs or fewer")
    @RequestBody(
            content =
                    @Content(examples = @ExampleObject(value = "{\"gpus\": 6, \"comment\": \"Six will do for now.\"}")))
    public Response approve(@RestPath String id, @HeaderParam("If-Match") String ifMatch, ApprovalBody body) {
        Account me = accounts.me();
        ApprovalBody given = body == null ? new ApprovalBody(null, null) : body;
        return ok(reviews.approve(Paging.id("request", id), given.gpus(), given.comment(), me, ifMatch), me);
    }

    @POST
    @Path("requests/{id}/denials")
    @Operation(summary = "Deny, with a reason")
    @RequestBody(
            content = @Content(examples = @ExampleObject(value = "{\"reason\": \"speech needs these until Friday.\"}")))
    public Response deny(@RestPath String id, @HeaderParam("If-Match") String ifMatch, DenialBody body) {
        Account me = accounts.me();
        return ok(reviews.deny(Paging.id("request", id), body == null ? null : body.reason(), me, ifMatch), me);
    }

    @POST
    @Path("requests/{id}/withdrawal")
    @Operation(summary = "Withdraw a request nobody decided yet")
    public Response withdraw(@RestPath String id, @HeaderParam("If-Match") String ifMatch) {
        Account me = accounts.me();
        return ok(reviews.withdraw(Paging.id("request", id), me, ifMatch), me);
    }

    private void requireLead(Account me, String team) {
        if (team != null && me.memberOf().contains(team))
            access.requireLeads(me, team, new Access.Deed("ask for GPUs", "team", team));
        if (me.leads().isEmpty()) throw new Refused(new CommonRefusal.NotAllowed("ask for GPUs", "leads of a team"));
    }

    private Response created(CapacityRequest request, Account me) {
        return Response.created(URI.create("/api/v1/requests/" + request.id()))
                .header("ETag", Version.tag(request.version()))
                .entity(json(request, me))
                .build();
    }

    private Response ok(CapacityRequest request, Account me) {
        return Response.ok(json(request, me))
                .header("ETag", Version.tag(request.version()))
                .build();
    }

    private RequestJson json(CapacityRequest request, Account me) {
        return RequestJson.of(request, reviews.allowed(request, me));
    }
}
