package io.headroom.admin;

/** One choice of a list in a form. */
public record Option(String value, String text, boolean chosen) {}
