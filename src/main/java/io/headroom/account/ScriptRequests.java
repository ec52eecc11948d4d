package io.headroom.account;

import io.quarkus.oidc.JavaScriptRequestChecker;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Tells what a page's script asks from what a person opens. When the session has ended, a script is answered 499 and says
 * so; a redirect would put the login page into a tile, and leave states in cookies that no sign-in ever collects.
 */
@ApplicationScoped
class ScriptRequests implements JavaScriptRequestChecker {
    @Override
    public boolean isJavaScriptRequest(RoutingContext context) {
        HttpServerRequest request = context.request();
        String accept = request.getHeader("Accept");
        return "true".equals(request.getHeader("HX-Request"))
                || accept != null && accept.startsWith("text/event-stream");
    }
}
