package io.headroom.delegation;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Delegations over REST. */
@Path("/api/v1/delegations")
@Tag(name = "delegations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class DelegationApi {
    private static final String EXAMPLE = """
            {"delegate": "nlp-lead", "from": "2026-12-21", "to": "2027-01-03", "note": "Out of office."}""";

    private final Delegations delegations;
    private final Accounts accounts;

    DelegationApi(Delegations delegations, Accounts accounts) {
        this.delegations = delegations;
        this.accounts = accounts;
    }

    /** A delegation as the API shows it. Absent values are left out. */
    public record DelegationJson(
            UUID id,
            String delegator,
            String delegate,
            List<String> cohorts,
            boolean admin,
            LocalDate from,
            LocalDate to,
            String note,
            String state,
            Instant createdAt,
            Instant endedAt,
            String endedBy) {
        static DelegationJson of(Delegation it, LocalDate today) {
            return new DelegationJson(
                    it.id(),
                    it.delegator(),
                    it.delegate(),
                    it.cohorts(),
                    it.admin(),
                    it.firstDay(),
                    it.lastDay(),
                    it.note(),
                    it.state(today).name(),
                    it.createdAt(),
                    it.endedAt(),
                    it.endedBy());
        }
    }

    @GET
    @Operation(summary = "Delegations by you or for you, newest first; admins see all")
    public List<DelegationJson> list() {
        return delegations.list(accounts.me()).stream().map(this::json).toList();
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One delegation, by you or for you; admins see all")
    public DelegationJson get(@RestPath String id) {
        return json(delegations.get(Paging.id("delegation", id), accounts.me()));
    }

    @POST
    @Operation(summary = "Name who decides in your place, from a day to a day (UTC), both included")
    @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
    public Response delegate(DelegationInput body) {
        Account me = accounts.me();
        if (body == null)
            throw new Refused(new CommonRefusal.Unreadable("The body is empty; a JSON object is expected."));
        Delegation made = delegations.delegate(body, me);
        return Response.created(URI.create("/api/v1/delegations/" + made.id()))
                .entity(json(made))
                .build();
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "End a delegation early. It is kept, as ended")
    public DelegationJson end(@RestPath String id) {
        return json(delegations.end(Paging.id("delegation", id), accounts.me()));
    }

    private DelegationJson json(Delegation delegation) {
        return DelegationJson.of(delegation, delegations.today());
    }
}
