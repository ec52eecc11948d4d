package io.headroom.local;

/** Why Headroom does not start, in one line that a person can act on; the stack trace would only hide it. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String line) {
        super(line);
    }

    public CannotStart(String line, Throwable cause) {
        super(line, cause);
    }
}
