package io.headroom.local;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The process of {@code ./headroom}: what no setting replaces starts first, then the portal; Ctrl-C stops both. */
@QuarkusMain
public final class Main {
    /** The portal drains for five seconds; what it stands on goes after it. */
    private static final int PORTAL_STOP_SECONDS = 7;

    private static final CountDownLatch PORTAL_STOPPED = new CountDownLatch(1);
    private static Start start;

    /** Holds the lock too: a channel that nobody refers to is closed by the garbage collector, and its lock with it. */
    private record Start(HomeLock lock, LocalSettings settings, LocalParts parts, Progress progress) {}

    private Main() {}

    public static void main(String... args) {
        try {
            var settings = LocalSettings.fromEnvironment();
            var lock = HomeLock.acquire(settings);
            var progress = new Progress(System.out);
            var parts = LocalParts.start(settings, Path.of(".headroom").toAbsolutePath(), progress);
            start = new Start(lock, settings, parts, progress);
            Runtime.getRuntime().addShutdownHook(new Thread(Main::stopParts, "headroom-stop"));
            QuarkusSettings.of(settings, parts.awaitDatabase()).forEach(System::setProperty);
        } catch (CannotStart e) {
            refuse(e);
        }
        Quarkus.run(Portal.class, Main::portalEnded, args);
    }

    /** Runs inside Quarkus once it listens. */
    public static final class Portal implements QuarkusApplication {
        @Override
        public int run(String... args) {
            try {
                start.progress().ready("Portal");
                start.parts().awaitIdentity();
                System.out.print(Welcome.text(start.settings(), start.progress().seconds()));
                Quarkus.waitForExit();
                return 0;
            } catch (CannotStart e) {
                if (!start.parts().isEndExpected()) System.err.println(e.getMessage());
                return 1;
            }
        }
    }

    private static void portalEnded(int code, Throwable failure) {
        PORTAL_STOPPED.countDown();
        if (failure != null) System.err.println(BootFailure.explain(failure, start.settings()));
        System.exit(code);
    }

    private static void refuse(CannotStart e) {
        PORTAL_STOPPED.countDown();
        System.err.println(e.getMessage());
        System.exit(1);
    }

    private static void stopParts() {
        start.parts().expectEnd();
        try {
            if (!PORTAL_STOPPED.await(PORTAL_STOP_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("The portal did not stop in time; its database is stopped anyway.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        start.parts().close();
    }
}
