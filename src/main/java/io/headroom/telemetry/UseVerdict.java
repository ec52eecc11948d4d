package io.headroom.telemetry;

/** What the board shows for a held device; the three add up to what is held. */
public enum UseVerdict {
    BUSY,
    IDLE_HELD,
    UNKNOWN
}
