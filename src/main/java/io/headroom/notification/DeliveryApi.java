package io.headroom.notification;

import io.headroom.account.Accounts;
import io.headroom.platform.Paging;
import io.headroom.platform.Slice;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What was sent to a webhook, over REST. */
@Path("/api/v1/webhooks/{id}/deliveries")
@Tag(name = "notifications")
@Produces(MediaType.APPLICATION_JSON)
public class DeliveryApi {
    private static final String EXAMPLE = """
            {"items": [{"id": "019ac1f0-5b0e-7d02-8c6f-5a1f0c3b7d11", "at": "2026-11-25T09:34:22Z",
              "action": "lease.asked-back", "sentence": "nlp gives back 2 to speech by 14:20 UTC.", "state": "WAITING",
              "attempts": 2, "lastAttempt": "2026-11-25T09:34:55Z", "status": 503, "error": "answered 503",
              "nextAttempt": "2026-11-25T09:35:52Z"}],
             "next": "019ac1f0-5b0e-7d02-8c6f-5a1f0c3b7d11"}""";

    private final Deliveries deliveries;
    private final Accounts accounts;

    DeliveryApi(Deliveries deliveries, Accounts accounts) {
        this.deliveries = deliveries;
        this.accounts = accounts;
    }

    /** One page of deliveries. */
    public record DeliveryPage(List<DeliveryJson> items, String next) {}

    @GET
    @Operation(summary = "What was sent to a webhook and what became of it, newest first")
    @APIResponse(
            responseCode = "200",
            description = "One page",
            content =
                    @Content(
                            schema = @Schema(implementation = DeliveryPage.class),
                            examples = @ExampleObject(name = "one that is tried again", value = EXAMPLE)))
    public DeliveryPage list(@RestPath String id, @RestQuery String cursor, @RestQuery String limit) {
        DeliveryFilter filter =
                new DeliveryFilter(Paging.id("webhook", id), Paging.cursor(cursor), Paging.limit(limit));
        Slice<LoggedDelivery> page = deliveries.list(filter, accounts.me());
        return new DeliveryPage(page.items().stream().map(DeliveryJson::of).toList(), page.next());
    }

    @POST
    @Path("{delivery}/redelivery")
    @Operation(
            summary = "Send one again, now",
            description = "202: it leaves within seconds, under the same id. Counts as a test: too many are a 429.")
    public Response again(@RestPath String id, @RestPath String delivery) {
        deliveries.again(Paging.id("webhook", id), Paging.id("delivery", delivery), accounts.me());
        return Response.accepted().build();
    }
}
