package io.headroom.request;

import io.headroom.account.Accounts;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The forms on requests. Each answers with a redirect, so that a reload sends nothing twice. */
@Path("/")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class ReviewForms {
    private final Reviews reviews;
    private final Accounts accounts;

    ReviewForms(Reviews reviews, Accounts accounts) {
        this.reviews = reviews;
        this.accounts = accounts;
    }

    @POST
    @Path("requests/{id}/approvals")
    public Response approve(
            @RestPath String id,
            @RestForm String gpus,
            @RestForm String comment,
            @RestForm String version,
            @RestForm String back) {
        reviews.approve(Paging.id("request", id), whole(gpus), comment, accounts.me(), version);
        return backTo(id, back);
    }

    @POST
    @Path("requests/{id}/denials")
    public Response deny(
            @RestPath String id, @RestForm String reason, @RestForm String version, @RestForm String back) {
        reviews.deny(Paging.id("request", id), reason, accounts.me(), version);
        return backTo(id, back);
    }

    @POST
    @Path("requests/{id}/withdrawal")
    public Response withdraw(@RestPath String id, @RestForm String version) {
        reviews.withdraw(Paging.id("request", id), accounts.me(), version);
        return backTo(id, null);
    }

    private static Response backTo(String id, String back) {
        return Response.seeOther(URI.create("inbox".equals(back) ? "/inbox" : "/requests/" + id))
                .build();
    }

    private static Integer whole(String gpus) {
        if (gpus == null || gpus.isBlank()) return null;
        if (gpus.strip().matches("-?\\d{1,9}")) return Integer.parseInt(gpus.strip());
        throw Refused.invalid("gpus", gpus, "must be a whole number");
    }
}
