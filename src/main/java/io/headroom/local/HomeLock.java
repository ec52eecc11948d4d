package io.headroom.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** One portal per home: the operating system drops the lock with the process, however it dies. */
final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    static HomeLock acquire(LocalSettings settings) {
        Path home = settings.home();
        try {
            Files.createDirectories(home);
            var channel = FileChannel.open(
                    home.resolve("headroom.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(channel)) {
                channel.close();
                throw alreadyRunning(home);
            }
            // A file of its own: reading the locked one in this process would drop a POSIX lock.
            Files.writeString(
                    pidFile(home), ProcessHandle.current().pid() + "\n" + settings.address() + System.lineSeparator());
            return new HomeLock(channel);
        } catch (IOException e) {
            throw new CannotStart(
                    "Cannot write to %s (%s): free some space there, or set HEADROOM_HOME to another folder."
                            .formatted(home, e),
                    e);
        }
    }

    private static boolean locked(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static CannotStart alreadyRunning(Path home) throws IOException {
        String[] lines = Files.exists(pidFile(home))
                ? Files.readString(pidFile(home)).split("\\R")
                : new String[] {"unknown", "its own port"};
        return new CannotStart("Headroom is already running here (pid %s) on %s.".formatted(lines[0], lines[1]));
    }

    private static Path pidFile(Path home) {
        return home.resolve("headroom.pid");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
