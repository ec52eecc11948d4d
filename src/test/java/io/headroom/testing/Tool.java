package io.headroom.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that some tests need and a machine may lack. Without it they are skipped and say so where nobody overlooks
 * it; with {@code -Dheadroom.tools=required} they fail.
 */
public record Tool(String name, String from) {
    public static final Tool PROMTOOL = new Tool("promtool", "Debian's package prometheus");
    public static final Tool PROMETHEUS = new Tool("prometheus", "Debian's package prometheus");
    public static final Tool KUBECTL = new Tool("kubectl", "kubernetes.io/docs/tasks/tools");

    /** The test goes on if it is on the PATH. */
    public void require() {
        require("required".equals(System.getProperty("headroom.tools")));
    }

    void require(boolean fails) {
        if (isThere()) return;
        String missing = name + " (" + from + ") is not on the PATH";
        if (fails) throw new AssertionError(missing);
        System.err.println("SKIPPED: " + missing);
        Assumptions.abort(missing);
    }

    private boolean isThere() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }
}
