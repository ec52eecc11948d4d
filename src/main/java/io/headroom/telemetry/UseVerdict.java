package io.headroom.telemetry;

/** What the board shows for a held device; the three add up to what is held. */
public enum UseVerdict {
    /** In use now, or at some time in its window. */
    BUSY,
    /** Watched for its whole window and never over the threshold. */
    IDLE_HELD,
    /** Not watched long, completely or recently enough to accuse anybody. */
    UNKNOWN
}
