package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.allocator.Decision;
import io.headroom.planning.Outcome;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.team.Access;
import io.headroom.telemetry.Utilization;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests as pages: the list, one of them, and the inbox of those who decide. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class ReviewPages {
    private static final int PAGE = 25;

    private final Requests requests;
    private final Reviews reviews;
    private final Access access;
    private final Accounts accounts;
    private final Utilization utilization;
    private final Clock clock;

    ReviewPages(
            Requests requests,
            Reviews reviews,
            Access access,
            Accounts accounts,
            Utilization utilization,
            Clock clock) {
        this.requests = requests;
        this.reviews = reviews;
        this.access = access;
        this.accounts = accounts;
        this.utilization = utilization;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "request")
    static class Templates {
        static native TemplateInstance list(List<RequestView> requests, String state, String next);

        static native TemplateInstance detail(RequestView request, String policyError);

        static native TemplateInstance detail$content(RequestView request, String policyError);

        static native TemplateInstance inbox(List<RequestView> requests);
    }

    @GET
    @Path("requests")
    public TemplateInstance list(@RestQuery String state, @RestQuery String cursor) {
        Account me = accounts.me();
        Slice<CapacityRequest> slice = requests.list(new RequestFilter(
                access.visibleTeams(me),
                Paging.choice("state", state, RequestState.class),
                Paging.cursor(cursor),
                PAGE));
        return Templates.list(slice.items().stream().map(it -> view(it, me)).toList(), state, slice.next());
    }

    @GET
    @Path("requests/{id}")
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance detail(@RestPath String id, @HeaderParam("HX-Request") boolean fragment) {
        Account me = accounts.me();
        CapacityRequest request = requests.get(Paging.id("request", id), me);
        RequestView view = request.state() == RequestState.IN_REVIEW ? considered(request, me) : view(request, me);
        String error = me.admin() ? requests.policyError(request.id()).orElse(null) : null;
        return fragment ? Templates.detail$content(view, error) : Templates.detail(view, error);
    }

    @GET
    @Path("inbox")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance inbox() {
        Account me = accounts.me();
        if (!me.decides()) throw new Refused(new CommonRefusal.NotAllowed("decide on requests", "managers and admins"));
        return Templates.inbox(
                requests.inbox(me).stream().map(it -> considered(it, me)).toList());
    }

    private RequestView view(CapacityRequest request, Account me) {
        return RequestView.of(
                request,
                new RequestView.Parts(
                        requests.approvals(request.id()),
                        reviews.allowed(request, me),
                        null,
                        null,
                        List.of(),
                        clock.instant()));
    }

    /** With what a decider wants to know: what the team does with what it has, and what this would change for whom. */
    private RequestView considered(CapacityRequest request, Account me) {
        Instant now = clock.instant();
        Double use = utilization.useOverSevenDays(request.team(), now);
        String useText = use == null ? "not known" : Math.round(use * 100) + " % of held GPU time busy over 7 days";
        List<Approval> approvals = requests.approvals(request.id());
        if (request.type() == RequestType.EXTEND)
            return RequestView.of(
                    request,
                    new RequestView.Parts(approvals, reviews.allowed(request, me), useText, null, List.of(), now));
        Outcome outcome = requests.outcome(request.ask());
        String losers = outcome.reclaims().stream().map(ReviewPages::loses).collect(Collectors.joining("; "));
        return RequestView.of(
                request,
                new RequestView.Parts(
                        approvals,
                        reviews.allowed(request, me),
                        useText,
                        losers.isEmpty() ? "nobody" : losers,
                        PreviewView.figures(outcome),
                        now));
    }

    private static String loses(Decision.Reclaim reclaim) {
        return reclaim.team() + " gives back " + reclaim.gpus();
    }
}
