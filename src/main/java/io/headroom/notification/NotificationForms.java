package io.headroom.notification;

import io.headroom.account.Accounts;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.FieldError;
import io.headroom.platform.Paging;
import io.headroom.platform.Refused;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestPath;

/** The forms of the page of notifications. Each answers with a redirect, so that a reload sends nothing twice. */
@Path("/notifications")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class NotificationForms {
    private final Notifications notifications;
    private final Accounts accounts;

    NotificationForms(Notifications notifications, Accounts accounts) {
        this.notifications = notifications;
        this.accounts = accounts;
    }

    /** Marks one as read. */
    @POST
    @Path("{id}/read")
    public Response read(@RestPath String id) {
        notifications.read(Paging.id("notification", id), accounts.me().username());
        return back("");
    }

    /** Marks all as read. */
    @POST
    @Path("read")
    public Response readAll() {
        notifications.readAll(accounts.me().username());
        return back("");
    }

    /** What the caller wants by mail. */
    @POST
    @Path("mail")
    public Response mail(@RestForm String wish) {
        MailWish chosen = Paging.choice("wish", wish, MailWish.class);
        if (chosen == null)
            throw new Refused(new CommonRefusal.Invalid(
                    List.of(new FieldError("wish", null, "must be one of " + List.of(MailWish.values())))));
        notifications.wish(accounts.me().username(), chosen);
        return back("?saved=yes");
    }

    private static Response back(String query) {
        return Response.seeOther(URI.create(NotificationPages.PATH + query)).build();
    }
}
