package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.allocator.Team;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Paging;
import io.headroom.platform.Refusal;
import io.headroom.platform.Refused;
import io.headroom.team.Teams;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Webhooks in the browser: what there are, how their deliveries went, a form for another. */
@Path("/notifications/webhooks")
@Produces(MediaType.TEXT_HTML)
public class WebhookPages {
    private static final String PATH = "/notifications/webhooks";
    private static final WebhookInput EMPTY = new WebhookInput(null, null, null);

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Teams teams;
    private final Accounts accounts;
    private final Clock clock;

    WebhookPages(Webhooks webhooks, Deliveries deliveries, Teams teams, Accounts accounts, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.teams = teams;
        this.accounts = accounts;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "notification")
    static class Templates {
        static native TemplateInstance webhooks(WebhooksView view);

        static native TemplateInstance webhooks$content(WebhooksView view);

        static native TemplateInstance secret(String url, String secret);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance list(@RestQuery String done, @HeaderParam("HX-Request") boolean fragment) {
        WebhooksView view = view(requireOwner(), sentence(done), EMPTY, null);
        return fragment ? Templates.webhooks$content(view) : Templates.webhooks(view);
    }

    /** Adds one and shows its secret, here and never again: so there is nothing to redirect to. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public Response add(@RestForm String url, @RestForm String team, @RestForm String format) {
        Account me = requireOwner();
        WebhookInput input = new WebhookInput(url, team, format);
        try {
            Webhook added = webhooks.add(input, me);
            return Response.status(201)
                    .entity(Templates.secret(added.url(), added.secret()))
                    .build();
        } catch (Refused refused) {
            return switch (refused.refusal()) {
                case CommonRefusal.Invalid wrong -> again(wrong, me, input);
                case WebhookRefusal.TooManyWebhooks full -> again(full, me, input);
                default -> throw refused;
            };
        }
    }

    /** The form once more, with what is wrong. */
    private Response again(Refusal refusal, Account me, WebhookInput input) {
        return Response.status(refusal.status())
                .entity(Templates.webhooks(view(me, null, input, refusal.detail())))
                .build();
    }

    /** Sends a test. */
    @POST
    @Path("{id}/ping")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response ping(@RestPath String id) {
        deliveries.ping(Paging.id("webhook", id), accounts.me());
        return back("ping");
    }

    /** Sends a delivery again, now. */
    @POST
    @Path("{id}/deliveries/{delivery}/redelivery")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response again(@RestPath String id, @RestPath String delivery) {
        deliveries.again(Paging.id("webhook", id), Paging.id("delivery", delivery), accounts.me());
        return back("again");
    }

    /** Pauses it, or lets it go on. */
    @POST
    @Path("{id}/active")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response activate(@RestPath String id, @RestForm String active) {
        boolean on = Paging.flag("active", active == null ? "" : active);
        webhooks.activate(Paging.id("webhook", id), on, accounts.me());
        return back(on ? "active" : "paused");
    }

    @POST
    @Path("{id}/removal")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response remove(@RestPath String id) {
        webhooks.remove(Paging.id("webhook", id), accounts.me());
        return back("removed");
    }

    private static Response back(String done) {
        return Response.seeOther(URI.create(PATH + "?done=" + done)).build();
    }

    private static String sentence(String done) {
        return switch (done) {
            case "ping" -> "A test is on its way. What comes of it shows below.";
            case "again" -> "It is on its way again. What comes of it shows below.";
            case "active" -> "The webhook gets news again.";
            case "paused" -> "The webhook is paused.";
            case "removed" -> "The webhook is removed.";
            case null, default -> null;
        };
    }

    private Account requireOwner() {
        Account me = accounts.me();
        if (me.admin() || !me.leads().isEmpty()) return me;
        throw new Refused(new CommonRefusal.NotAllowed("have webhooks", "leads of a team and admins"));
    }

    private WebhooksView view(Account me, String done, WebhookInput input, String error) {
        Instant now = clock.instant();
        Stream<String> names = teams.teams().stream().map(Team::name);
        List<String> choices =
                (me.admin() ? names : names.filter(me::leads)).sorted().toList();
        return new WebhooksView(
                webhooks.list(me).stream()
                        .map(it -> WebhookView.of(it, deliveries.attempts(it.id()), now))
                        .toList(),
                choices,
                me.admin(),
                done,
                input,
                error);
    }
}
