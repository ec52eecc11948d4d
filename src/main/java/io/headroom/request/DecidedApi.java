package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.allocator.Kind;
import io.headroom.platform.Paging;
import io.headroom.platform.Slice;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;

/** What was decided, over REST. */
@Path("/api/v1")
@Tag(name = "requests")
@Produces(MediaType.APPLICATION_JSON)
public class DecidedApi {
    private final Requests requests;
    private final RequestAnswers answers;
    private final Deciders deciders;
    private final Accounts accounts;

    DecidedApi(Requests requests, RequestAnswers answers, Deciders deciders, Accounts accounts) {
        this.requests = requests;
        this.answers = answers;
        this.deciders = deciders;
        this.accounts = accounts;
    }

    @GET
    @Path("requests/decided")
    @Operation(
            summary = "What waited for a person and does no longer, latest decision first",
            description = "Of the teams whose requests you may see. What the policy decided by itself is not in it.")
    public Slice<RequestJson> decided(
            @Parameter(example = "vision") @RestQuery String team,
            @Parameter(description = "NEW, EXTEND or RESIZE", example = "EXTEND") @RestQuery String type,
            @Parameter(description = "what it is for", example = "training") @RestQuery String kind,
            @Parameter(description = "APPROVED, DENIED, WITHDRAWN or LAPSED", example = "DENIED") @RestQuery
                    String state,
            @Parameter(example = "vision-lead") @RestQuery String requestedBy,
            @Parameter(description = "who answered one of its steps, or in whose place", example = "research-manager")
                    @RestQuery
                    String decidedBy,
            @Parameter(description = "words in its purpose or in a comment", example = "maintenance") @RestQuery
                    String text,
            @Parameter(description = "decided then or later", example = "2026-12-01T00:00:00Z") @RestQuery String since,
            @Parameter(description = "decided before", example = "2027-01-01T00:00:00Z") @RestQuery String until,
            @RestQuery String cursor,
            @RestQuery String limit) {
        Account me = accounts.me();
        if (team != null) deciders.requireSees(me, team, "team", team);
        Slice<CapacityRequest> slice = requests.decided(new DecidedFilter(
                team == null ? deciders.visibleTeams(me) : List.of(team),
                Paging.choice("type", type, RequestType.class),
                Paging.choice("kind", kind, Kind.class),
                Paging.choice("state", state, RequestState.class),
                requestedBy,
                decidedBy,
                text,
                new Period(Paging.instant("since", since), Paging.instant("until", until)),
                Paging.cursor(cursor),
                Paging.limit(limit)));
        return answers.page(slice, me);
    }
}
