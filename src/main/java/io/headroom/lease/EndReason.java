package io.headroom.lease;

/** Why a lease is over. */
public enum EndReason {
    RELEASED,
    EXPIRED,
    RECLAIMED,
    REVOKED,
    WITHDRAWN,
    /** Its GPUs joined the lease it supplements. */
    JOINED
}
