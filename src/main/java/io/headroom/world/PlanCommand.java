package io.headroom.world;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Plan;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** {@code ./headroom plan FILE}: what the allocator decides about a world. With {@code -}, one world per line. */
public final class PlanCommand {
    private static final int DONE = 0;
    private static final int CANNOT_WRITE = 1;
    private static final int BAD_INPUT = 2;
    private static final String LINES = "-";
    private static final String NOBODY_READS = "Broken pipe";

    private final InputStream in;
    private final OutputStream out;
    private final OutputStream err;

    PlanCommand(InputStream in, OutputStream out, OutputStream err) {
        this.in = in;
        this.out = out;
        this.err = err;
    }

    /** @param args a file, or {@code -} for standard input */
    public static void main(String... args) throws IOException {
        InputStream in = new FileInputStream(FileDescriptor.in);
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(new PlanCommand(in, out, err).run(args));
    }

    /** The exit status. */
    int run(String... args) throws IOException {
        if (args.length != 1) return fail(BAD_INPUT, "plan: give one file, or - to read one world per line");
        try {
            return args[0].equals(LINES) ? planLines() : planFile(Path.of(args[0]));
        } catch (BadWorld e) {
            return fail(BAD_INPUT, e.getMessage());
        } catch (Unwritable e) {
            return e.getMessage().equals(NOBODY_READS)
                    ? DONE
                    : fail(CANNOT_WRITE, "plan: cannot write: " + e.getMessage());
        } catch (IOException | InvalidPathException e) {
            return fail(BAD_INPUT, Shown.plain(args[0]) + ": " + reason(e));
        }
    }

    private int planFile(Path file) throws IOException {
        if (Files.isDirectory(file)) throw new IOException("is a directory");
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try (InputStream world = Files.newInputStream(file)) {
            PlanWriter.pretty(plan(world), answer);
        }
        print(answer);
        return DONE;
    }

    private int planLines() throws IOException {
        Lines lines = new Lines(in);
        int status = DONE;
        for (InputStream line = lines.next(); line != null; line = lines.next()) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                PlanWriter.compact(plan(line), answer);
            } catch (BadWorld e) {
                PlanWriter.error(e.getMessage(), answer);
                status = BAD_INPUT;
            }
            line.transferTo(OutputStream.nullOutputStream());
            print(answer);
        }
        return status;
    }

    /** A world that breaks the allocator is one line too, and the worlds after it are planned. */
    private static Plan plan(InputStream json) throws IOException {
        WorldAt read = WorldReader.read(json);
        try {
            return new Allocator().plan(read.world(), read.now());
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new BadWorld(Place.WORLD, "cannot be planned, please report it: " + Shown.plain(e.toString()));
        }
    }

    private void print(ByteArrayOutputStream answer) throws Unwritable {
        answer.write('\n');
        try {
            answer.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new Unwritable(e);
        }
    }

    private int fail(int status, String line) throws IOException {
        err.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        return status;
    }

    private static String reason(Exception e) {
        return switch (e) {
            case NoSuchFileException _ -> "no such file";
            case AccessDeniedException _ -> "may not be read";
            default -> Shown.plain(String.valueOf(e.getMessage()));
        };
    }

    /** Standard output takes no more. */
    private static final class Unwritable extends IOException {
        private static final long serialVersionUID = 1L;

        Unwritable(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }
}
