package io.headroom.audit;

import io.headroom.account.Accounts;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Who calls right now, and from where. */
@ApplicationScoped
class Caller {
    /** Who is not signed in. */
    static final String NOBODY = "anonymous";

    private final CurrentVertxRequest request;
    private final Accounts accounts;

    Caller(CurrentVertxRequest request, Accounts accounts) {
        this.request = request;
        this.accounts = accounts;
    }

    /** The address of the call that is being answered; null if there is none, as for the allocator and the clock. */
    String source() {
        return isCall() ? address(request.getCurrent()) : null;
    }

    /** Who is signed in, or {@code anonymous}. */
    String name() {
        return isCall() && accounts.signedIn() ? accounts.me().username() : NOBODY;
    }

    private static boolean isCall() {
        return Arc.container().requestContext().isActive();
    }

    /** What a trusted proxy says counts: by then Quarkus has put it in the place of the proxy's own. */
    static String address(RoutingContext call) {
        return call == null ? null : call.request().remoteAddress().host();
    }
}
