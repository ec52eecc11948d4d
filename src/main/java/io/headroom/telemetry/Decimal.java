package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;

/**
 * Reads one number of a Prometheus text from bytes: decimals, exponents, {@code NaN} and signed infinities.
 *
 * <p>Stricter than {@link Double#parseDouble}, which also takes {@code 1d} and hexadecimal; as exact as it, because only
 * a number whose digits and power of ten are both exact doubles is computed here.
 */
final class Decimal {
    private static final double[] POWERS_OF_TEN = {
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19,
        1e20, 1e21, 1e22
    };
    private static final long EXACT_DIGITS = 1L << 53;
    private static final long DIGITS_FULL = Long.MAX_VALUE / 10 - 1;
    private static final int EXPONENT_FULL = 100_000;

    private boolean valid;
    private double value;

    private byte[] bytes;
    private int at;
    private int end;
    private long digits;
    private int scale;
    private boolean inexact;

    /** Reads the whole of {@code [start, end)}; false if that is no number. */
    boolean read(byte[] source, int start, int stop) {
        bytes = source;
        at = start;
        end = stop;
        valid = false;
        boolean negative = skipSign();
        if (at < end && isDigitOrDot(bytes[at])) {
            readNumber(start, negative);
        } else {
            readWord(negative);
        }
        return valid;
    }

    double value() {
        return value;
    }

    private void readNumber(int start, boolean negative) {
        digits = 0;
        scale = 0;
        inexact = false;
        int count = readDigits(0);
        if (at < end && bytes[at] == '.') {
            at++;
            count += readDigits(1);
        }
        valid = count > 0 && readExponent() && at == end;
        if (valid) {
            value = exactOrParsed(start, negative);
        }
    }

    /** Takes digits in; {@code perDigit} is by how much each lowers the power of ten. */
    private int readDigits(int perDigit) {
        int first = at;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            if (digits < DIGITS_FULL) {
                digits = digits * 10 + (bytes[at] - '0');
                scale -= perDigit;
            } else {
                inexact = true;
            }
            at++;
        }
        return at - first;
    }

    private boolean readExponent() {
        if (at == end || (bytes[at] | 0x20) != 'e') {
            return true;
        }
        at++;
        boolean negative = skipSign();
        int first = at;
        int exponent = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '9') {
            exponent = Math.min(EXPONENT_FULL, exponent * 10 + (bytes[at] - '0'));
            at++;
        }
        scale += negative ? -exponent : exponent;
        return at > first;
    }

    private double exactOrParsed(int start, boolean negative) {
        if (inexact || digits > EXACT_DIGITS || Math.abs(scale) >= POWERS_OF_TEN.length) {
            return Double.parseDouble(new String(bytes, start, end - start, StandardCharsets.US_ASCII));
        }
        double magnitude = scale < 0 ? digits / POWERS_OF_TEN[-scale] : digits * POWERS_OF_TEN[scale];
        return negative ? -magnitude : magnitude;
    }

    private void readWord(boolean negative) {
        if (isWord("nan")) {
            valid = true;
            value = Double.NaN;
        } else if (isWord("inf") || isWord("infinity")) {
            valid = true;
            value = negative ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
    }

    private boolean isWord(String word) {
        if (end - at != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if ((bytes[at + i] | 0x20) != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean skipSign() {
        if (at < end && (bytes[at] == '-' || bytes[at] == '+')) {
            return bytes[at++] == '-';
        }
        return false;
    }

    private static boolean isDigitOrDot(byte b) {
        return b == '.' || (b >= '0' && b <= '9');
    }
}
