package io.headroom.local;

import java.io.PrintStream;
import java.util.Locale;

/** Tells the person who waits what is going on; a start is silent for no longer than its longest part. */
public final class Progress {
    private final PrintStream out;
    private final long start = System.nanoTime();

    public Progress(PrintStream out) {
        this.out = out;
    }

    public void say(String line) {
        out.println("  " + line);
    }

    /** The seconds are those since the beginning: parts start side by side. */
    public void ready(String part) {
        say(String.format(Locale.ROOT, "%-12s ready after %.1f s", part, seconds()));
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
