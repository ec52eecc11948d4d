package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.allocator.TeamShare;
import io.headroom.approval.Facts.Requester;
import io.headroom.planning.Preview;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Refused;
import io.headroom.team.Teams;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Asking for GPUs in the browser: the form, its live answer, and the requests made. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class RequestPages {
    private final Requests requests;
    private final RequestActions actions;
    private final Alternatives alternatives;
    private final Preview preview;
    private final Teams teams;
    private final Accounts accounts;
    private final Clock clock;

    RequestPages(
            Requests requests,
            RequestActions actions,
            Alternatives alternatives,
            Preview preview,
            Teams teams,
            Accounts accounts,
            Clock clock) {
        this.requests = requests;
        this.actions = actions;
        this.alternatives = alternatives;
        this.preview = preview;
        this.teams = teams;
        this.accounts = accounts;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "request")
    static class Templates {
        static native TemplateInstance form(FormView form);

        static native TemplateInstance preview(PreviewView preview);
    }

    /** The form; with values in the query also their answer, for those without JavaScript. */
    @GET
    @Path("requests/new")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance form(@Context UriInfo uri) {
        Account me = accounts.me();
        if (!me.canRequest()) throw new Refused(new CommonRefusal.NotAllowed("ask for GPUs", "leads of a team"));
        AskInput input = withDefaults(AskFields.input(uri.getQueryParameters()), me);
        PreviewView answer = input.gpus() == null ? null : answer(input, me);
        Map<String, String> errors = answer == null ? Map.of() : FieldError.byField(answer.errors());
        return Templates.form(view(input, UUID.randomUUID().toString(), errors, answer, me));
    }

    /** The right half alone, for the live answer while typing. */
    @GET
    @Path("requests/preview")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance preview(@Context UriInfo uri) {
        return Templates.preview(answer(AskFields.input(uri.getQueryParameters()), accounts.me()));
    }

    /** Hands it in. What is wrong comes back beside the fields, with everything that was typed. */
    @POST
    @Path("requests")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response submit(MultivaluedMap<String, String> form) {
        Account me = accounts.me();
        AskInput input = AskFields.input(form);
        String key = form.getFirst("key");
        try {
            CapacityRequest request = actions.repeated(me, key, input).orElseGet(() -> submit(input, key, me));
            return Response.seeOther(URI.create(destination(request))).build();
        } catch (Refused refused) {
            if (!(refused.refusal() instanceof CommonRefusal.Invalid invalid)) throw refused;
            FormView view =
                    view(input, key, FieldError.byField(invalid.errors()), PreviewView.of(invalid.errors()), me);
            return Response.status(422).entity(Templates.form(view)).build();
        }
    }

    private CapacityRequest submit(AskInput input, String key, Account me) {
        Ask ask = requests.parse(input, me);
        return actions.submit(new RequestActions.Submission(ask, me, key, input));
    }

    private static String destination(CapacityRequest request) {
        return request.lease() == null ? "/requests/" + request.id() : "/leases/" + request.lease();
    }

    private PreviewView answer(AskInput input, Account me) {
        try {
            // What it is for changes nothing in the answer, so its absence must not hide the answer.
            Ask ask = requests.parse(input.orPurpose("preview"), me);
            Assessment assessment = requests.assess(ask, Requester.of(me));
            return PreviewView.of(new PreviewView.Parts(
                    ask,
                    assessment,
                    alternatives.withoutApproval(ask, assessment).orElse(null),
                    alternatives.otherFlavors(ask, assessment, teams.flavors()),
                    clock.instant()));
        } catch (Refused refused) {
            if (refused.refusal() instanceof CommonRefusal.Invalid invalid) return PreviewView.of(invalid.errors());
            throw refused;
        }
    }

    private FormView view(AskInput input, String key, Map<String, String> errors, PreviewView answer, Account me) {
        List<FormView.FlavorNow> flavors = preview.shares().stream()
                .filter(share -> share.team().equals(input.team()))
                .map(share -> new FormView.FlavorNow(
                        share.flavor(), Math.min(share.free(), share.available()), share.available()))
                .toList();
        return new FormView(input, key, List.copyOf(new TreeSet<>(me.leads())), flavors, errors, answer);
    }

    private AskInput withDefaults(AskInput it, Account me) {
        AskInput ofTeam = it.or(me.team(), null, "training", "P3D");
        return ofTeam.or(null, ofTeam.choices().isEmpty() ? usual(ofTeam.team()) : null, null, null);
    }

    /** The flavor a team owns most of. */
    private String usual(String team) {
        return preview.shares().stream()
                .filter(share -> share.team().equals(team))
                .max(Comparator.comparingInt(TeamShare::nominal))
                .map(TeamShare::flavor)
                .orElse(null);
    }
}
