package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Problem;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.request.IdempotencyKeys.Key;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** One answer to several requests over REST. */
@Path("/api/v1")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class SameAnswerApi {
    private static final String APPROVALS = """
            {"requests": [{"id": "0199b3c2-7d1e-7f3a-9d52-6a1f5d0c8e11", "version": 0},
                          {"id": "0199b3c2-8a40-7c19-8b6e-2f9a41d7c3b5", "version": 1}],
             "comment": "Go ahead."}""";

    private static final String DENIALS = """
            {"requests": [{"id": "0199b3c2-7d1e-7f3a-9d52-6a1f5d0c8e11", "version": 0}],
             "reason": "Maintenance until Friday."}""";

    private final SameAnswer sameAnswer;
    private final RequestAnswers answers;
    private final Deciders deciders;
    private final Accounts accounts;

    SameAnswerApi(SameAnswer sameAnswer, RequestAnswers answers, Deciders deciders, Accounts accounts) {
        this.sameAnswer = sameAnswer;
        this.answers = answers;
        this.deciders = deciders;
        this.accounts = accounts;
    }

    /** @param version the one that was read; if absent, nothing is compared */
    public record SeenBody(UUID id, Integer version) {
        private SameAnswer.Seen seen() {
            return new SameAnswer.Seen(id, version == null ? null : version.toString());
        }
    }

    /** @param requests from 1 to 200 of them */
    public record ApprovalsBody(List<SeenBody> requests, String comment) {}

    /**
     * @param requests from 1 to 200 of them
     * @param reason why not; the teams read it
     */
    public record DenialsBody(List<SeenBody> requests, String reason) {}

    /**
     * What came of one of them.
     *
     * @param status as it would be of that one alone, for example 412 if it changed since it was read
     * @param request what it is now; absent if it stays as it was
     * @param problem why it stays; absent if it was answered
     */
    public record AnsweredJson(UUID id, int status, RequestJson request, Problem problem) {}

    @POST
    @Path("requests/approvals")
    @Operation(
            summary = "Approve the next step of several requests, each for all that it asks",
            description = "200 with one item per request: each is answered on its own, and one that changed meanwhile"
                    + " stops no other. With the same Idempotency-Key and body, none is answered twice.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "two of them", value = APPROVALS)))
    public Slice<AnsweredJson> approve(
            @HeaderParam("Idempotency-Key") String key, @Context UriInfo uri, ApprovalsBody body) {
        requireBody(body);
        SameAnswer.Several several = several(body.requests(), call(key, body, uri));
        return shown(sameAnswer.approve(several, body.comment()), several.call());
    }

    @POST
    @Path("requests/denials")
    @Operation(
            summary = "Deny several requests for one reason",
            description = "200 with one item per request, as for approvals.")
    @RequestBody(content = @Content(examples = @ExampleObject(name = "one of them", value = DENIALS)))
    public Slice<AnsweredJson> deny(
            @HeaderParam("Idempotency-Key") String key, @Context UriInfo uri, DenialsBody body) {
        requireBody(body);
        SameAnswer.Several several = several(body.requests(), call(key, body, uri));
        return shown(sameAnswer.deny(several, body.reason()), several.call());
    }

    private static void requireBody(Object body) {
        if (body == null)
            throw new Refused(new CommonRefusal.Unreadable("The body is empty; a JSON object is expected."));
    }

    private SameAnswer.Call call(String key, Object body, UriInfo uri) {
        Account me = accounts.me();
        deciders.requireDecides(me);
        return new SameAnswer.Call(me, Key.of(me, key, body), uri.getPath());
    }

    private static SameAnswer.Several several(List<SeenBody> asks, SameAnswer.Call call) {
        if (asks == null) throw Refused.invalid("requests", null, "must be a list of ids and versions");
        for (SeenBody ask : asks)
            if (ask == null || ask.id() == null) throw Refused.invalid("requests", null, "must each have an id");
        List<SameAnswer.Seen> seen = asks.stream().map(SeenBody::seen).toList();
        return SameAnswer.Several.of("requests", seen, call);
    }

    private Slice<AnsweredJson> shown(List<SameAnswer.Outcome> outcomes, SameAnswer.Call call) {
        return new Slice<>(
                outcomes.stream()
                        .map(it -> it.done() ? answered(it, call.account()) : refused(it, call.path()))
                        .toList(),
                null);
    }

    private AnsweredJson answered(SameAnswer.Outcome it, Account me) {
        return new AnsweredJson(it.id(), 200, answers.json(it.after(), me), null);
    }

    private static AnsweredJson refused(SameAnswer.Outcome it, String path) {
        int status = it.refusal().status();
        return new AnsweredJson(it.id(), status, null, Problem.of(it.refusal(), path));
    }
}
