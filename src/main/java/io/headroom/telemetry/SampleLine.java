package io.headroom.telemetry;

/**
 * The grammar of one sample line: {@code name{label="value", …} number [timestamp] [# exemplar]}.
 *
 * <p>More forgiving than the standard where real exporters are (spaces after commas, a trailing comma, carriage
 * returns), and never throws: a line that is no sample is simply refused.
 */
final class SampleLine {
    private static final boolean[] NAME = nameBytes();

    private final Sample sample = new Sample();
    private final Decimal number = new Decimal();

    private byte[] bytes;
    private int at;
    private int end;

    /** Reads {@code [start, stop)}, a line without its newline that starts with its first visible byte. */
    boolean read(byte[] source, int start, int stop) {
        bytes = source;
        at = start;
        end = stop;
        sample.bytes = source;
        return readName() && readLabels() && readValue() && readTrailer();
    }

    Sample sample() {
        return sample;
    }

    private boolean readName() {
        sample.nameStart = at;
        at = nameEnd(at);
        sample.nameEnd = at;
        sample.labelCount = 0;
        return at > sample.nameStart && !isDigit(bytes[sample.nameStart]);
    }

    private boolean readLabels() {
        skipBlanks();
        if (at == end || bytes[at] != '{') {
            return at > sample.nameEnd; // a name and its value need something between them
        }
        at++;
        skipBlanks();
        while (at < end && bytes[at] != '}') {
            if (sample.labelCount == Sample.MAX_LABELS || !readLabel()) {
                return false;
            }
        }
        return skipOne('}');
    }

    private boolean readLabel() {
        int start = at;
        at = nameEnd(at);
        if (at == start || isDigit(bytes[start])) {
            return false;
        }
        sample.addLabelName(start, at);
        skipBlanks();
        if (!skipOne('=')) {
            return false;
        }
        skipBlanks();
        return skipOne('"') && readQuoted() && skipComma();
    }

    private boolean readQuoted() {
        int i = at;
        while (i < end && bytes[i] != '"') {
            i += bytes[i] == '\\' ? 2 : 1;
        }
        if (i >= end) {
            return false;
        }
        sample.addLabelValue(at, i);
        at = i + 1;
        return true;
    }

    private boolean skipComma() {
        skipBlanks();
        if (at < end && bytes[at] == ',') {
            at++;
            skipBlanks();
            return true;
        }
        return at < end && bytes[at] == '}';
    }

    private boolean readValue() {
        skipBlanks();
        int start = at;
        skipToken();
        if (!number.read(bytes, start, at)) {
            return false;
        }
        sample.value = number.value();
        return true;
    }

    /** A timestamp is checked and forgotten: the age that counts is that of the scrape. An exemplar is not looked at. */
    private boolean readTrailer() {
        skipBlanks();
        if (at == end || bytes[at] == '#') {
            return true;
        }
        int start = at;
        skipToken();
        if (!number.read(bytes, start, at)) {
            return false;
        }
        skipBlanks();
        return at == end || bytes[at] == '#';
    }

    private int nameEnd(int from) {
        int i = from;
        while (i < end && NAME[bytes[i] & 0xff]) {
            i++;
        }
        return i;
    }

    private void skipToken() {
        while (at < end && !isBlank(bytes[at])) {
            at++;
        }
    }

    private void skipBlanks() {
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
    }

    private boolean skipOne(char expected) {
        if (at < end && bytes[at] == expected) {
            at++;
            return true;
        }
        return false;
    }

    /** A carriage return counts as blank, which is how CRLF needs no rule of its own. */
    static boolean isBlank(byte b) {
        return b == ' ' || b == '\t' || b == '\r';
    }

    private static boolean isDigit(byte b) {
        return b >= '0' && b <= '9';
    }

    private static boolean[] nameBytes() {
        boolean[] allowed = new boolean[256];
        for (char c = 'a'; c <= 'z'; c++) {
            allowed[c] = true;
            allowed[Character.toUpperCase(c)] = true;
        }
        for (char c = '0'; c <= '9'; c++) {
            allowed[c] = true;
        }
        allowed['_'] = true;
        allowed[':'] = true;
        return allowed;
    }
}
