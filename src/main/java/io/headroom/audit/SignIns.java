package io.headroom.audit;

import io.headroom.account.Accounts;
import io.headroom.platform.Happened;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.oidc.SecurityEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import java.time.Clock;
import java.util.Set;
import org.jboss.logging.Logger;

/** Puts on record who signs in to the pages, once a session. Later than it happens: it is told on a thread that must not wait. */
@ApplicationScoped
class SignIns {
    private static final Logger LOG = Logger.getLogger(SignIns.class);

    private final AuditRepository entries;
    private final Clock clock;

    SignIns(AuditRepository entries, Clock clock) {
        this.entries = entries;
        this.clock = clock;
    }

    void record(@ObservesAsync SecurityEvent event) {
        if (event.getEventType() != SecurityEvent.Type.OIDC_LOGIN) return;
        SecurityIdentity identity = event.getSecurityIdentity();
        String name = Accounts.username(identity);
        RoutingContext call = identity.getAttribute(RoutingContext.class.getName());
        try {
            QuarkusTransaction.requiringNew().run(() -> entries.add(signedIn(name), Caller.address(call)));
        } catch (RuntimeException e) {
            // Nobody waits for this event, so nobody else would say it.
            LOG.errorf(e, "The sign-in of %s is not on record", name);
        }
    }

    private Happened signedIn(String name) {
        return new Happened(
                clock.instant(),
                name,
                "account.signed-in",
                new Happened.Subject("account", name, null),
                Set.of(),
                null,
                null,
                name + " signed in.");
    }
}
