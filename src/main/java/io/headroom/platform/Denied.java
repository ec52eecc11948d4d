package io.headroom.platform;

/**
 * Somebody tried what is not theirs to do. Told as a CDI event on the thread that answers, which may be one that must not
 * wait.
 *
 * @param reason why not, for people
 * @param stranger the address of a caller that nobody vouches for; null for whoever's call is being answered
 */
public record Denied(String method, String path, String reason, String stranger) {}
