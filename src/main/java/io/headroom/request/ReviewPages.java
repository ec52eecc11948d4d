package io.headroom.request;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.lease.Arrival;
import io.headroom.lease.Leases;
import io.headroom.platform.Paging;
import io.headroom.platform.Slice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Requests as pages: the list, and one of them. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
public class ReviewPages {
    private static final int PAGE = 25;

    private final Requests requests;
    private final RequestViews views;
    private final Deciders deciders;
    private final Leases leases;
    private final Accounts accounts;
    private final Clock clock;

    ReviewPages(
            Requests requests, RequestViews views, Deciders deciders, Leases leases, Accounts accounts, Clock clock) {
        this.requests = requests;
        this.views = views;
        this.deciders = deciders;
        this.leases = leases;
        this.accounts = accounts;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "request")
    static class Templates {
        static native TemplateInstance list(List<RequestView> requests, String state, String next);

        static native TemplateInstance detail(RequestView request, List<Arrival> arrivals);

        static native TemplateInstance detail$content(RequestView request, List<Arrival> arrivals);
    }

    @GET
    @Path("requests")
    public TemplateInstance list(@RestQuery String state, @RestQuery String cursor) {
        Account me = accounts.me();
        Slice<CapacityRequest> slice = requests.list(new RequestFilter(
                deciders.visibleTeams(me),
                Paging.choice("state", state, RequestState.class),
                Paging.cursor(cursor),
                PAGE));
        return Templates.list(views.rows(slice.items(), me), state, slice.next());
    }

    @GET
    @Path("requests/{id}")
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance detail(@RestPath String id, @HeaderParam("HX-Request") boolean fragment) {
        Account me = accounts.me();
        CapacityRequest request = requests.get(Paging.id("request", id), me);
        RequestView view = views.whole(List.of(request), me).getFirst();
        // Null as well for those who may not see the lease.
        List<Arrival> arrivals = view.lease() == null ? List.of() : leases.arrivals(request.lease(), clock.instant());
        return fragment ? Templates.detail$content(view, arrivals) : Templates.detail(view, arrivals);
    }
}
