package io.headroom.allocator;

/** What a lease is used for. It sets the notice a borrower gets and who is cheapest to stop; it never orders the queue (R13). */
public enum Kind {
    TRAINING,
    PREPROCESSING,
    INTERACTIVE,
    INFERENCE
}
