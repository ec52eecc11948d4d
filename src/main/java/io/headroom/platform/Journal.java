package io.headroom.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Tells what happened to all who listen, within the caller's transaction; what one of them throws undoes it all. */
@ApplicationScoped
public class Journal {
    private final Event<Happened> listeners;

    Journal(Event<Happened> listeners) {
        this.listeners = listeners;
    }

    public void tell(Happened happened) {
        listeners.fire(happened);
    }
}
