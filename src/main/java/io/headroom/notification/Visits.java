package io.headroom.notification;

import io.headroom.account.Accounts;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;

/** Remembers who opens a page: that is how the portal knows whom to tell, and under which address. */
@Provider
class Visits implements ContainerRequestFilter {
    private final Accounts accounts;
    private final PersonRepository people;
    private final Clock clock;

    Visits(Accounts accounts, PersonRepository people, Clock clock) {
        this.accounts = accounts;
        this.people = people;
        this.clock = clock;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (opensPage(request) && accounts.signedIn()) people.seen(accounts.me(), accounts.email(), clock.instant());
    }

    /** Neither a script, nor a fragment, nor the stream: that one is served by a thread that must not wait. */
    private static boolean opensPage(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return request.getMethod().equals("GET")
                && request.getHeaderString("HX-Request") == null
                && !path.startsWith("/api/")
                && !path.startsWith("/events");
    }
}
