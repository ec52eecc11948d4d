package io.headroom.platform;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Tells of attempts at what is not the caller's to do, and of nothing else that was refused. */
@ApplicationScoped
public class Denials {
    private final Event<Denied> listeners;

    Denials(Event<Denied> listeners) {
        this.listeners = listeners;
    }

    /** Somebody who is signed in was refused something. */
    public void tell(Refusal refusal, String method, String path) {
        if (refusal.denied()) listeners.fire(new Denied(method, path, refusal.detail(), null));
    }

    /** The same of one of several things that a call was about; {@code what} names it. */
    public void tell(Refusal refusal, String method, String path, String what) {
        if (refusal.denied()) listeners.fire(new Denied(method, path, what + ": " + refusal.detail(), null));
    }

    /** Somebody showed a token that is none of this portal's. */
    void stranger(String method, String path, String reason, String address) {
        listeners.fire(new Denied(method, path, reason, address));
    }
}
