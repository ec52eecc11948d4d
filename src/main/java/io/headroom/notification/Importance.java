package io.headroom.notification;

/** How soon people want to hear of something. */
enum Importance {
    /** Asks somebody to act: decide, give back, ask again; or no longer does. */
    IMPORTANT,
    /** Good to know. */
    ORDINARY
}
