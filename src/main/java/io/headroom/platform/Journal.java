package io.headroom.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/** Tells what happened to all who listen, within the caller's transaction; what one of them throws undoes it all. */
@ApplicationScoped
public class Journal {
    private final Event<Happened> listeners;

    Journal(Event<Happened> listeners) {
        this.listeners = listeners;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    public void tell(Happened happened) {
        listeners.fire(happened);
    }
}
