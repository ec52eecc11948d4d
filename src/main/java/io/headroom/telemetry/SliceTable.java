package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A small hash table whose keys are looked up as a slice of a byte buffer, so that finding costs no garbage.
 *
 * <p>With {@code ignoringCase}, ASCII letters match in either case: exporters disagree over {@code UUID} and
 * {@code uuid}, and some pipelines rewrite names to lower case.
 */
final class SliceTable<T> {
    private final int fold;
    private byte[][] keys = new byte[32][];
    private Object[] values = new Object[32];
    private int size;

    private SliceTable(int fold) {
        this.fold = fold;
    }

    static <T> SliceTable<T> exact() {
        return new SliceTable<>(0);
    }

    static <T> SliceTable<T> ignoringCase() {
        return new SliceTable<>(0x20);
    }

    @SuppressWarnings("unchecked")
    T get(byte[] bytes, int start, int end) {
        return (T) values[slot(bytes, start, end)];
    }

    T get(String key) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        return get(bytes, 0, bytes.length);
    }

    void put(byte[] bytes, int start, int end, T value) {
        if (size * 2 >= keys.length) {
            grow();
        }
        int slot = slot(bytes, start, end);
        if (keys[slot] == null) {
            keys[slot] = Arrays.copyOfRange(bytes, start, end);
            size++;
        }
        values[slot] = value;
    }

    void put(String key, T value) {
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        put(bytes, 0, bytes.length, value);
    }

    /** Where the key is, or the empty slot where it belongs. */
    private int slot(byte[] bytes, int start, int end) {
        int slot = hash(bytes, start, end) & (keys.length - 1);
        while (keys[slot] != null && !same(keys[slot], bytes, start, end)) {
            slot = (slot + 1) & (keys.length - 1);
        }
        return slot;
    }

    private int hash(byte[] bytes, int start, int end) {
        int hash = end - start;
        for (int i = start; i < end; i++) {
            hash = hash * 31 + (bytes[i] | fold);
        }
        return hash ^ (hash >>> 16);
    }

    private boolean same(byte[] key, byte[] bytes, int start, int end) {
        if (key.length != end - start) {
            return false;
        }
        for (int i = 0; i < key.length; i++) {
            if ((key[i] | fold) != (bytes[start + i] | fold)) {
                return false;
            }
        }
        return true;
    }

    private void grow() {
        byte[][] oldKeys = keys;
        Object[] oldValues = values;
        keys = new byte[oldKeys.length * 2][];
        values = new Object[oldKeys.length * 2];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != null) {
                int slot = slot(oldKeys[i], 0, oldKeys[i].length);
                keys[slot] = oldKeys[i];
                values[slot] = oldValues[i];
            }
        }
    }
}
