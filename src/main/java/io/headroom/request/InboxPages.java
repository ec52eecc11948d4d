package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.headroom.platform.Slice;
import io.headroom.request.IdempotencyKeys.Key;
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
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The inbox of those who decide: what waits for them, one answer to several, and what was decided. */
@Path("/inbox")
@Produces(MediaType.TEXT_HTML)
public class InboxPages {
    /** Each row is planned for, so a page has a bound. */
    private static final int PAGE = 25;

    private static final Pattern TICKED =
            Pattern.compile("(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}):(\\d{1,9})");

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
        static native TemplateInstance inbox(InboxView inbox, String cursor);

        static native TemplateInstance outcomes(List<SameAnswer.Outcome> outcomes);

        static native TemplateInstance decided(DecidedView decided);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance inbox(@RestQuery String cursor) {
        Account me = decider();
        Slice<CapacityRequest> slice = requests.inbox(me, Paging.cursor(cursor), PAGE);
        return Templates.inbox(InboxView.of(views.whole(slice.items(), me), slice.next()), cursor);
    }

    /** Answers the page itself: a reload sends versions that are no longer current, so it decides nothing twice. */
    @POST
    @Path("approvals")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance approve(@RestForm List<String> ask, @RestForm String words, @Context UriInfo uri) {
        return Templates.outcomes(sameAnswer.approve(several(ask, uri), words));
    }

    @POST
    @Path("denials")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance deny(@RestForm List<String> ask, @RestForm String words, @Context UriInfo uri) {
        return Templates.outcomes(sameAnswer.deny(several(ask, uri), words));
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

    private SameAnswer.Several several(List<String> ticked, UriInfo uri) {
        Account me = decider();
        List<SameAnswer.Seen> seen = ticked.stream().map(InboxPages::seen).toList();
        return SameAnswer.Several.of("ask", seen, new SameAnswer.Call(me, Key.of(me, null, ticked), uri.getPath()));
    }

    /** @throws Refused 422 unless it is an id and a version, as the inbox writes them */
    private static SameAnswer.Seen seen(String ticked) {
        Matcher parts = TICKED.matcher(ticked);
        if (!parts.matches()) throw Refused.invalid("ask", ticked, "must be an id and a version, as in the inbox");
        return new SameAnswer.Seen(UUID.fromString(parts.group(1)), parts.group(2));
    }

    private Account decider() {
        Account me = accounts.me();
        deciders.requireDecides(me);
        return me;
    }
}
