package io.headroom.planning;

import io.quarkus.vertx.http.runtime.RouteConstants;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;

/** A world is long; nothing else that is sent here is. Quarkus has one limit for all, so the lower one is kept here. */
class BodyLimit {
    private static final long MOST_BYTES = 1 << 20;
    private static final String WORLDS = "/api/v1/plans";

    void keep(@Observes Router router) {
        router.route().order(RouteConstants.ROUTE_ORDER_UPLOAD_LIMIT + 1).handler(BodyLimit::check);
    }

    private static void check(RoutingContext call) {
        if (call.normalizedPath().equals(WORLDS)) {
            call.next();
            return;
        }
        String length = call.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > MOST_BYTES) {
            refuse(call);
            return;
        }
        if (length == null) call.put(VertxHttpRecorder.MAX_REQUEST_SIZE_KEY, MOST_BYTES);
        call.next();
    }

    /** The rest of the body is not waited for. */
    private static void refuse(RoutingContext call) {
        call.response()
                .setStatusCode(413)
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end()
                .onComplete(_ -> call.request().connection().close());
    }
}
