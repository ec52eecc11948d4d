package io.headroom.delegation;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** Delegations as a page: the form, and the list with a button to end each. */
@Path("/inbox/delegations")
@Produces(MediaType.TEXT_HTML)
public class DelegationPages {
    private static final URI HERE = URI.create("/inbox/delegations");

    private final Delegations delegations;
    private final Accounts accounts;

    DelegationPages(Delegations delegations, Accounts accounts) {
        this.delegations = delegations;
        this.accounts = accounts;
    }

    @CheckedTemplate(basePath = "delegation")
    static class Templates {
        static native TemplateInstance delegations(DelegationView view);
    }

    @GET
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance list() {
        String today = delegations.today().toString();
        return page(new DelegationView.Typed(new DelegationInput("", today, "", ""), List.of()));
    }

    /** What is wrong comes back beside the fields, with everything that was typed. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response delegate(
            @RestForm String delegate, @RestForm String from, @RestForm String to, @RestForm String note) {
        DelegationInput input = new DelegationInput(delegate, from, to, note);
        try {
            delegations.delegate(input, accounts.me());
            return Response.seeOther(HERE).build();
        } catch (Refused refused) {
            if (!(refused.refusal() instanceof CommonRefusal.Invalid invalid)) throw refused;
            TemplateInstance page = page(new DelegationView.Typed(input, invalid.errors()));
            return Response.status(invalid.status()).entity(page).build();
        }
    }

    @POST
    @Path("{id}/ending")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response end(@RestPath String id) {
        delegations.end(Paging.id("delegation", id), accounts.me());
        return Response.seeOther(HERE).build();
    }

    private TemplateInstance page(DelegationView.Typed typed) {
        Account me = accounts.me();
        return Templates.delegations(DelegationView.of(typed, delegations.list(me), me, delegations.today()));
    }
}
