package io.headroom.platform;

/**
 * Somebody called what they may not: the answer is 403. Told as a CDI event on the thread that answers, which may be one
 * that must not wait.
 *
 * @param reason why not, for people
 */
public record Denied(String method, String path, String reason) {}
