package io.headroom.notification;

import io.headroom.account.Accounts;
import io.headroom.platform.Paging;
import io.headroom.platform.Slice;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What the caller was told, over REST. */
@Path("/api/v1/notifications")
@Tag(name = "notifications")
@Produces(MediaType.APPLICATION_JSON)
public class NotificationApi {
    private final Notifications notifications;
    private final Accounts accounts;

    NotificationApi(Notifications notifications, Accounts accounts) {
        this.notifications = notifications;
        this.accounts = accounts;
    }

    @GET
    @Operation(summary = "Your notifications, newest first")
    public Slice<NotificationJson> list(
            @RestQuery @DefaultValue("false") String unread, @RestQuery String cursor, @RestQuery String limit) {
        var slice = notifications.list(new NotificationFilter(
                accounts.me().username(), Paging.flag("unread", unread), Paging.cursor(cursor), Paging.limit(limit)));
        return new Slice<>(slice.items().stream().map(NotificationJson::of).toList(), slice.next());
    }

    @POST
    @Path("{id}/read")
    @Operation(summary = "Mark one as read")
    public NotificationJson read(@RestPath String id) {
        return NotificationJson.of(
                notifications.read(Paging.id("notification", id), accounts.me().username()));
    }
}
