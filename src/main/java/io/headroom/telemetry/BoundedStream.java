package io.headroom.telemetry;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that fails once it has given more than it may. Put it outside of unpacking, so that it sees a bomb go off. */
final class BoundedStream extends FilterInputStream {
    private long left;

    BoundedStream(InputStream in, long limit) {
        super(in);
        left = limit;
    }

    /** The body was larger than allowed. */
    static final class TooLarge extends IOException {}

    @Override
    public int read() throws IOException {
        return spend(super.read(), 1);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        return spend(read, read);
    }

    private int spend(int result, int count) throws IOException {
        if (result < 0) {
            return result;
        }
        left -= count;
        if (left < 0) {
            throw new TooLarge();
        }
        return result;
    }
}
