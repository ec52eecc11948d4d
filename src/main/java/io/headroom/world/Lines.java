package io.headroom.world;

import java.io.IOException;
import java.io.InputStream;

/**
 * The lines of a stream, as a stream each. Reads no further than what is there: somebody may write one line and wait for
 * its answer.
 */
final class Lines {
    private static final int BUFFER = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private int at;
    private int end;

    Lines(InputStream in) {
        this.in = in;
    }

    /** The next line that is not blank, to be read before the one after it; null if there is none. */
    InputStream next() throws IOException {
        while (hasMore()) {
            if (!Character.isWhitespace(buffer[at])) return new Line();
            at++;
        }
        return null;
    }

    private boolean hasMore() throws IOException {
        if (at == end) {
            at = 0;
            end = Math.max(0, in.read(buffer));
        }
        return at < end;
    }

    /** Ends with the line. */
    private final class Line extends InputStream {
        private boolean ended;

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            if (ended || !hasMore()) return -1;
            int stop = at;
            while (stop < end && stop - at < length && buffer[stop] != '\n') stop++;
            int count = stop - at;
            System.arraycopy(buffer, at, into, from, count);
            at = stop;
            ended = at < end && buffer[at] == '\n';
            return ended && count == 0 ? -1 : count;
        }
    }
}
