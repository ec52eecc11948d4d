package io.headroom.request;

/** What is asked. */
public enum RequestType {
    /** A new lease. */
    NEW,
    /** A later end for a running lease. Asking never stops the clock. */
    EXTEND,
    /** Another number of GPUs for a lease that is not over. */
    RESIZE
}
