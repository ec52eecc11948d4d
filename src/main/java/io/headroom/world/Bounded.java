package io.headroom.world;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Refuses to read more than a world can be long. */
final class Bounded extends FilterInputStream {
    private long left = WorldReader.MOST_BYTES;

    Bounded(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        if (read >= 0) count(1);
        return read;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        int read = super.read(into, from, length);
        if (read > 0) count(read);
        return read;
    }

    private void count(int read) {
        left -= read;
        if (left < 0) throw tooLarge();
    }

    static BadWorld tooLarge() {
        return new BadWorld(Place.WORLD, "is larger than " + (WorldReader.MOST_BYTES >> 20) + " MiB");
    }
}
