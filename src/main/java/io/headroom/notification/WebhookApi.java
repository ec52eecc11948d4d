package io.headroom.notification;

import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Webhooks over REST: a team's leads have theirs, admins all. */
@Path("/api/v1/webhooks")
@Tag(name = "notifications")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class WebhookApi {
    private static final String EXAMPLE = """
            {"url": "https://hooks.example.com/headroom", "team": "vision", "format": "generic"}""";

    private final Webhooks webhooks;
    private final Deliveries deliveries;
    private final Accounts accounts;

    WebhookApi(Webhooks webhooks, Deliveries deliveries, Accounts accounts) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.accounts = accounts;
    }

    /**
     * A webhook to add.
     *
     * @param team whose news it gets; absent for everything, which takes an admin
     * @param format {@code generic} (if absent) or {@code slack}
     */
    public record NewWebhook(String url, String team, String format) {}

    /** @param active whether it gets news */
    public record Activity(Boolean active) {}

    /** @param delivery what {@code X-Headroom-Delivery} will say */
    public record Ping(UUID delivery) {}

    @GET
    @Operation(summary = "Webhooks of the teams you lead; for admins all")
    public List<WebhookJson> list() {
        return webhooks.list(accounts.me()).stream().map(WebhookJson::of).toList();
    }

    @POST
    @Operation(
            summary = "Add a webhook",
            description = "Only this answer has the secret its deliveries are signed with.")
    @RequestBody(content = @Content(examples = @ExampleObject(value = EXAMPLE)))
    public Response add(NewWebhook body) {
        requireBody(body);
        Webhook webhook = webhooks.add(new WebhookInput(body.url(), body.team(), body.format()), accounts.me());
        return Response.created(URI.create("/api/v1/webhooks/" + webhook.id()))
                .entity(WebhookJson.withSecret(webhook))
                .build();
    }

    @PUT
    @Path("{id}")
    @Operation(summary = "Pause a webhook, or let it go on")
    public WebhookJson activate(@RestPath String id, Activity body) {
        requireBody(body);
        if (body.active() == null)
            throw new Refused(
                    new CommonRefusal.Invalid(List.of(new FieldError("active", null, "must be true or false"))));
        return WebhookJson.of(webhooks.activate(Paging.id("webhook", id), body.active(), accounts.me()));
    }

    @DELETE
    @Path("{id}")
    @Operation(summary = "Remove a webhook; what still waits for it is not sent")
    public void remove(@RestPath String id) {
        webhooks.remove(Paging.id("webhook", id), accounts.me());
    }

    @POST
    @Path("{id}/ping")
    @Operation(
            summary = "Send a test",
            description =
                    "202: it leaves within seconds, and is repeated like any other. Too many within a minute are a"
                            + " 429 with `Retry-After`.")
    public Response ping(@RestPath String id) {
        UUID delivery = deliveries.ping(Paging.id("webhook", id), accounts.me());
        return Response.accepted(new Ping(delivery)).build();
    }

    private static void requireBody(Object body) {
        if (body == null)
            throw new Refused(new CommonRefusal.Unreadable("The body is empty; a JSON object is expected."));
    }
}
