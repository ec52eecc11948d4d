package io.headroom.idle;

/** What a look found of one device. */
enum SeenUse {
    /** Its lease does not hold it any more. */
    GONE,
    /** In use for more than a moment. */
    USED,
    /** In use for a moment within its window, which may be about to become more. */
    BUSY,
    /** Watched for its whole window and never in use. */
    IDLE,
    /** Nothing is certain. */
    UNKNOWN
}
