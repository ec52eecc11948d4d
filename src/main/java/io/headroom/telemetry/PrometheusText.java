package io.headroom.telemetry;

import java.io.IOException;
import java.io.InputStream;

/**
 * Reads Prometheus text and OpenMetrics as a stream, in one fixed buffer and without garbage per line.
 *
 * <p>No byte can make it throw: what is not a sample is dropped and counted, and the rest goes on. Only the stream
 * itself can fail. Lines longer than {@value #MAX_LINE} bytes are dropped, so 100 MB without a newline costs no memory.
 */
public final class PrometheusText {
    /** Longest line read, in bytes. Real series stay under 1 KiB. */
    public static final int MAX_LINE = 16 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final byte[] buffer = new byte[BUFFER];
    private final SampleLine line = new SampleLine();
    private final Sink sink;
    private int start;
    private int end;
    private boolean skipping;
    private long lines;
    private long dropped;

    /** Told of every readable sample, in order; duplicates included. */
    @FunctionalInterface
    public interface Sink {
        /** The sample is only valid during this call. */
        void sample(Sample sample);
    }

    /**
     * What went by.
     *
     * @param lines non-empty lines that are no comment, dropped ones included
     * @param dropped lines that are no sample: malformed, non-numeric or over-long
     */
    public record Counts(long lines, long dropped) {}

    private PrometheusText(Sink sink) {
        this.sink = sink;
    }

    /** Reads to the end of the stream, which stays open. */
    public static Counts parse(InputStream in, Sink sink) throws IOException {
        PrometheusText text = new PrometheusText(sink);
        text.readAll(in);
        return new Counts(text.lines, text.dropped);
    }

    private void readAll(InputStream in) throws IOException {
        int read;
        while ((read = in.read(buffer, end, buffer.length - end)) >= 0) {
            int fresh = end;
            end += read;
            takeLines(fresh);
            makeRoom();
        }
        if (!skipping) {
            takeLine(end);
        }
    }

    private void takeLines(int fresh) {
        int stop = end;
        for (int i = fresh; i < stop; i++) {
            if (buffer[i] == '\n') {
                endLine(i);
                start = i + 1;
            }
        }
    }

    private void endLine(int newline) {
        if (skipping) {
            skipping = false;
        } else {
            takeLine(newline);
        }
    }

    /** Moves an unfinished line to the front, or gives it up when it is already too long. */
    private void makeRoom() {
        if (!skipping && end - start > MAX_LINE) {
            takeLine(end);
            skipping = true;
        }
        if (skipping) {
            start = end;
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        start = 0;
    }

    private void takeLine(int stop) {
        int first = start;
        int looked = Math.min(stop, start + MAX_LINE); // what any split of the stream into reads has seen
        while (first < looked && SampleLine.isBlank(buffer[first])) {
            first++;
        }
        if (first == looked || buffer[first] == '#') {
            return;
        }
        lines++;
        if (stop - start <= MAX_LINE && line.read(buffer, first, stop)) {
            sink.sample(line.sample());
        } else {
            dropped++;
        }
    }
}
