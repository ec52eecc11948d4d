package io.headroom.notification;

/** A way out of the portal. */
enum Channel {
    /** One mail for one thing. */
    MAIL,
    /** One mail a day for many. */
    DIGEST,
    WEBHOOK
}
