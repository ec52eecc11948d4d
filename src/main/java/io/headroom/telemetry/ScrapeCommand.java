package io.headroom.telemetry;

import java.io.BufferedInputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * {@code ./headroom scrape [options] URL|FILE…}: what Headroom sees in an exporter, one line of JSON per target. Needs no server,
 * and no more memory for a large target than for a small one.
 */
public final class ScrapeCommand {
    private static final int DONE = 0;
    private static final int CANNOT_WRITE = 1;
    private static final int UNREADABLE = 2;
    private static final int GZIP = 0x1f8b;

    /** Above the portal's own: whoever asks here waits for one target only. */
    private static final ScrapeLimits LIMITS = new ScrapeLimits(Duration.ofSeconds(20), 1L << 30);

    /** Nobody asks here how old anything is. */
    private static final Clock NO_CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);

    private final ScrapeLimits limits;
    private final Optional<Path> mappingFolder;
    private final OutputStream out;
    private final OutputStream err;

    ScrapeCommand(ScrapeLimits limits, Optional<Path> mappingFolder, OutputStream out, OutputStream err) {
        this.limits = limits;
        this.mappingFolder = mappingFolder;
        this.out = out;
        this.err = err;
    }

    /** A mapping folder is taken from the environment, as the portal does. */
    public static void main(String... arguments) throws IOException {
        Optional<Path> folder = Optional.ofNullable(System.getenv("HEADROOM_TELEMETRY_MAPPINGS"))
                .map(Path::of);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(new ScrapeCommand(LIMITS, folder, out, err).run(arguments));
    }

    /** The exit status. */
    int run(String... arguments) throws IOException {
        try {
            return lookAtAll(Mappings.with(mappingFolder), ScrapeArguments.of(arguments));
        } catch (BadMapping e) {
            return fail(UNREADABLE, e.getMessage());
        } catch (IllegalArgumentException e) {
            return fail(UNREADABLE, "scrape: " + e.getMessage());
        } catch (IOException e) {
            return fail(CANNOT_WRITE, "scrape: cannot write: " + e.getMessage());
        }
    }

    private int lookAtAll(Mappings mappings, ScrapeArguments arguments) throws IOException {
        int status = DONE;
        try (Scraper scraper = new Scraper(limits, mappings, NO_CLOCK)) {
            for (String target : arguments.targets()) {
                Scrape scrape = isUrl(target) ? url(target, arguments.access(), scraper) : file(target, mappings);
                ScrapeWriter.write(scrape, out);
                if (!scrape.succeeded() && scrape.lines() == scrape.dropped())
                    status = fail(UNREADABLE, scrape.target() + ": " + scrape.error());
            }
        }
        return status;
    }

    private static boolean isUrl(String target) {
        return target.regionMatches(true, 0, "http://", 0, 7) || target.regionMatches(true, 0, "https://", 0, 8);
    }

    private static Scrape url(String target, Access access, Scraper scraper) {
        try {
            URI uri = new URI(target);
            if (uri.getRawUserInfo() != null)
                return failed(
                        target.replace(uri.getRawUserInfo() + "@", ""),
                        "not asked: the address must not hold a name or password, others can read it; use --username and --password-file");
            return scraper.scrape(Target.at(uri, access));
        } catch (URISyntaxException | IllegalArgumentException e) {
            return failed(target, "is no http address");
        }
    }

    private static Scrape file(String target, Mappings mappings) {
        try {
            Path file = Path.of(target);
            if (Files.isDirectory(file)) return failed(target, "is a directory");
            try (InputStream in = unpacked(new BufferedInputStream(Files.newInputStream(file)))) {
                return Scrape.of(target, ExporterText.read(in, mappings), Instant.EPOCH, Duration.ZERO);
            }
        } catch (NoSuchFileException e) {
            return failed(target, "no such file");
        } catch (AccessDeniedException e) {
            return failed(target, "may not be read");
        } catch (IOException | InvalidPathException e) {
            return failed(target, "broke off: " + e.getMessage());
        }
    }

    private static InputStream unpacked(InputStream in) throws IOException {
        in.mark(2);
        int start = in.read() << 8 | in.read();
        in.reset();
        return start == GZIP ? new GZIPInputStream(in, 8192) : in;
    }

    private static Scrape failed(String target, String error) {
        return Scrape.failed(target, error, Instant.EPOCH, Duration.ZERO);
    }

    private int fail(int status, String line) throws IOException {
        err.write((line.replaceAll("\\p{Cntrl}", "?") + "\n").getBytes(StandardCharsets.UTF_8));
        return status;
    }
}
