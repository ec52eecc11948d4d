package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;

/** The inbox of those who decide: what waits for them, one answer to several, and what was decided. */
@Path("/inbox")
@Produces(MediaType.TEXT_HTML)
public class InboxPages {
    private final Requests requests;
    private final RequestViews views;
    private final SameAnswer sameAnswer;
    private final Deciders deciders;
    private final Accounts accounts;

    InboxPages(Requests requests, RequestViews views, SameAnswer sameAnswer, Deciders deciders, Accounts accounts) {
        this.requests = requests;
        this.views = views;
        this.sameAnswer = sameAnswer;
        this.deciders = deciders;
        this.accounts = accounts;
    }

    @CheckedTemplate(basePath = "request")
    static class Templates {
        static native TemplateInstance inbox(InboxView inbox);

        static native TemplateInstance outcomes(List<SameAnswer.Outcome> outcomes);

        static native TemplateInstance decided(DecidedView decided);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance inbox() {
        Account me = decider();
        return Templates.inbox(InboxView.of(
                requests.inbox(me).stream().map(it -> views.whole(it, me)).toList()));
    }

    /** Answers the page itself: a reload sends versions that are no longer current, so it decides nothing twice. */
    @POST
    @Path("approvals")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance approve(@RestForm List<String> ask, @RestForm String words) {
        return Templates.outcomes(sameAnswer.approve(seen(ask), words, decider()));
    }

    @POST
    @Path("denials")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance deny(@RestForm List<String> ask, @RestForm String words) {
        return Templates.outcomes(sameAnswer.deny(seen(ask), words, decider()));
    }

    @GET
    @Path("decided")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance decided(@Context UriInfo uri) {
        Account me = decider();
        DecidedInput input = DecidedInput.of(uri.getQueryParameters());
        if (input.team() != null) deciders.requireSees(me, input.team(), "team", input.team());
        List<String> teams = deciders.visibleTeams(me);
        Slice<CapacityRequest> slice =
                requests.decided(input.filter(input.team() == null ? teams : List.of(input.team())));
        return Templates.decided(new DecidedView(
                input, teams, views.rows(slice.items(), me), slice.next() == null ? null : older(uri, slice.next())));
    }

    private static String older(UriInfo uri, String cursor) {
        URI next =
                uri.getRequestUriBuilder().replaceQueryParam("cursor", cursor).build();
        return next.getRawPath() + "?" + next.getRawQuery();
    }

    private static List<SameAnswer.Seen> seen(List<String> ticked) {
        return ticked.stream().map(SameAnswer.Seen::parse).distinct().toList();
    }

    private Account decider() {
        Account me = accounts.me();
        if (!deciders.decides(me))
            throw new Refused(new CommonRefusal.NotAllowed(
                    "decide on requests", "managers, admins, and those who stand in for them"));
        return me;
    }
}
