package io.headroom.notification;

/** What became of an attempt to deliver. */
sealed interface Outcome {
    /** @param status what a webhook answered; null for mail */
    record Delivered(Integer status) implements Outcome {}

    /** @param status what a webhook answered; null if nothing */
    record Failed(Integer status, String error) implements Outcome {}

    /** It can never arrive: whom it was for is gone. */
    record Pointless(String error) implements Outcome {}
}
