package io.headroom.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process that outlived the portal which started it, because that one was killed. Process ids are reused, so the pid
 * file alone proves nothing: the command line must also name our folder.
 */
record Leftover(ProcessHandle process) {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    static Optional<Leftover> find(Path pidFile, String marker) {
        return pidIn(pidFile)
                .flatMap(ProcessHandle::of)
                .filter(process -> process.info().commandLine().orElse("").contains(marker))
                .map(Leftover::new);
    }

    /** TERM, then KILL what is left of the tree. */
    void terminate() {
        process.destroy();
        awaitEnd();
    }

    /** PostgreSQL's fast shutdown is INT; TERM would wait for its clients. */
    void interrupt() {
        try {
            new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
        } catch (IOException e) {
            process.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        awaitEnd();
    }

    private void awaitEnd() {
        // Taken before waiting: children of a dead parent can no longer be listed.
        var children = process.descendants().toList();
        try {
            process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }

    private static Optional<Long> pidIn(Path pidFile) {
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(String::strip).map(Long::valueOf);
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
