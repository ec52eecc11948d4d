package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;

/** The three escapes a label value may hold: {@code \\}, {@code \"} and {@code \n}. An unknown one is kept as written. */
final class Escapes {
    private Escapes() {}

    static String decode(byte[] bytes, int start, int end) {
        for (int i = start; i < end; i++) {
            if (bytes[i] == '\\') {
                return decodeEscaped(bytes, start, end);
            }
        }
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }

    private static String decodeEscaped(byte[] bytes, int start, int end) {
        byte[] plain = new byte[end - start];
        int length = 0;
        for (int i = start; i < end; i++) {
            byte escaped = bytes[i] == '\\' && i + 1 < end ? meaning(bytes[i + 1]) : 0;
            plain[length++] = escaped == 0 ? bytes[i] : escaped;
            i += escaped == 0 ? 0 : 1;
        }
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    private static byte meaning(byte afterBackslash) {
        return switch (afterBackslash) {
            case '\\', '"' -> afterBackslash;
            case 'n' -> '\n';
            default -> 0;
        };
    }
}
