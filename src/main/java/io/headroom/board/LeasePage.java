package io.headroom.board;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.lease.Lease;
import io.headroom.lease.Leases;
import io.headroom.platform.Paging;
import io.headroom.platform.When;
import io.headroom.request.CapacityRequest;
import io.headroom.request.RequestState;
import io.headroom.request.Requests;
import io.headroom.team.Access;
import io.headroom.telemetry.Span;
import io.headroom.telemetry.UsageFilter;
import io.headroom.telemetry.UseHistory;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One lease: why it holds what it holds, what it uses, what happened to it. */
@Path("/leases/{id}")
@Produces(MediaType.TEXT_HTML)
public class LeasePage {
    private final Pictures pictures;
    private final Leases leases;
    private final Requests requests;
    private final Access access;
    private final Accounts accounts;
    private final UseHistory history;

    LeasePage(
            Pictures pictures, Leases leases, Requests requests, Access access, Accounts accounts, UseHistory history) {
        this.pictures = pictures;
        this.leases = leases;
        this.requests = requests;
        this.access = access;
        this.accounts = accounts;
        this.history = history;
    }

    @CheckedTemplate(basePath = "board")
    static class Templates {
        static native TemplateInstance lease(LeaseView lease, UseChart chart);

        static native TemplateInstance lease$content(LeaseView lease);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance lease(
            @RestPath String id, @RestQuery String span, @HeaderParam("HX-Request") boolean fragment) {
        Span known = Span.of(span);
        Account me = accounts.me();
        UUID uuid = Paging.id("lease", id);
        access.requireSees(me, leases.get(uuid).team(), "lease", id);
        Picture picture = pictures.take();
        Lease lease = leases.get(uuid);
        LeaseView view = LeaseView.of(
                lease,
                picture,
                new LeaseView.Parts(
                        leases.exposure(lease).orElse(null),
                        leases.notices(uuid),
                        leases.arrivals(uuid, picture.now()),
                        leases.history(uuid),
                        reviews(uuid),
                        leases.supplements(uuid),
                        picture.idle().get(uuid),
                        me));
        if (fragment) return Templates.lease$content(view);
        var usage = history.usage(known, UsageFilter.lease(uuid), picture.now());
        return Templates.lease(view, UseChart.of("this lease", known, usage, picture.now()));
    }

    private List<LeaseView.Review> reviews(UUID lease) {
        return requests.ofLease(lease).stream()
                .filter(request -> request.state() == RequestState.IN_REVIEW)
                .map(LeasePage::review)
                .toList();
    }

    private static LeaseView.Review review(CapacityRequest request) {
        String decides = " is asked and not decided; " + request.reviewer().title() + " decides.";
        return switch (request.type()) {
            case NEW -> throw new IllegalStateException("a lease comes with the approval of request " + request.id());
            case EXTEND ->
                new LeaseView.Review(
                        "Extension under review.",
                        When.length(request.term()) + " longer" + decides + " The clock does not stop meanwhile.");
            case RESIZE ->
                new LeaseView.Review(
                        "Resize under review.",
                        request.resizeTo() + " GPUs instead of " + request.resizeFrom() + decides);
        };
    }
}
