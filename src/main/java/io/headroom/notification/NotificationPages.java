package io.headroom.notification;

import io.headroom.account.Account;
import io.headroom.account.Accounts;
import io.headroom.platform.Paging;
import io.headroom.platform.Slice;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** What the caller was told, and the bell that counts it. */
@Path("/notifications")
@Produces(MediaType.TEXT_HTML)
public class NotificationPages {
    static final String PATH = "/notifications";
    private static final int PAGE = 25;

    private final Notifications notifications;
    private final Accounts accounts;
    private final NotificationConfig config;
    private final Clock clock;

    NotificationPages(Notifications notifications, Accounts accounts, NotificationConfig config, Clock clock) {
        this.notifications = notifications;
        this.accounts = accounts;
        this.config = config;
        this.clock = clock;
    }

    @CheckedTemplate(basePath = "notification")
    static class Templates {
        static native TemplateInstance bell(int count);

        static native TemplateInstance list(NotificationsView view);

        static native TemplateInstance list$content(NotificationsView view);
    }

    @GET
    @ResponseHeader(name = "Vary", value = "HX-Request")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance list(
            @RestQuery @DefaultValue("false") String unread,
            @RestQuery String cursor,
            @RestQuery String saved,
            @HeaderParam("HX-Request") boolean fragment) {
        NotificationsView view = view(Paging.flag("unread", unread), cursor, saved != null);
        return fragment ? Templates.list$content(view) : Templates.list(view);
    }

    /** The bell alone, when something changed. */
    @GET
    @Path("bell")
    @ResponseHeader(name = "Cache-Control", value = "no-store")
    public TemplateInstance bell() {
        return Templates.bell(notifications.unread(accounts.me().username()));
    }

    private NotificationsView view(boolean unread, String cursor, boolean saved) {
        Account me = accounts.me();
        Instant now = clock.instant();
        Slice<Notification> slice =
                notifications.list(new NotificationFilter(me.username(), unread, Paging.cursor(cursor), PAGE));
        String base = PATH + "?unread=" + unread;
        return new NotificationsView(
                slice.items().stream().map(it -> NotificationView.of(it, now)).toList(),
                unread,
                cursor == null ? base : base + "&cursor=" + Paging.cursor(cursor),
                slice.next() == null ? null : base + "&cursor=" + slice.next(),
                saved,
                !config.mail(),
                accounts.email(),
                NotificationsView.WishView.of(notifications.wish(me.username())),
                me.admin() || !me.leads().isEmpty());
    }
}
