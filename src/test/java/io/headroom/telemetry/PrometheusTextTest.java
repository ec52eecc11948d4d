package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PrometheusTextTest {
    static Stream<Arguments> readable() {
        return Stream.of(
                argumentSet("no labels", "up 1", "up{} 1.0"),
                argumentSet("no trailing newline, carriage return", "a{b=\"c\"} 2\r", "a{b=c} 2.0"),
                argumentSet("a space after the comma", "a{b=\"c\", d=\"e\"} 2", "a{b=c,d=e} 2.0"),
                argumentSet("a trailing comma", "a{b=\"c\",} 2", "a{b=c} 2.0"),
                argumentSet("blanks everywhere", "  a { b = \"c\" , d = \"e\" }  2  ", "a{b=c,d=e} 2.0"),
                argumentSet("escapes", "a{b=\"x\\\\y\\\"z\\n\\q\"} 2", "a{b=x\\y\"z\n\\q} 2.0"),
                argumentSet("a brace and a hash inside of a value", "a{b=\"}#,\"} 2", "a{b=}#,} 2.0"),
                argumentSet("a timestamp", "a 2 1763800000000", "a{} 2.0"),
                argumentSet("an exemplar", "a_bucket{le=\"+Inf\"} 2 # {id=\"7\"} 0.1 1.5", "a_bucket{le=+Inf} 2.0"),
                argumentSet("a timestamp and an exemplar", "a 2 1763800000.5 # {} 1", "a{} 2.0"),
                argumentSet("not a number", "a NaN", "a{} NaN"),
                argumentSet("infinities", "a -Inf", "a{} -Infinity"),
                argumentSet("an exponent", "a 1.98e+09", "a{} 1.98E9"),
                argumentSet("more digits than a long", "a 9223372036854775794123", "a{} 9.223372036854776E21"),
                argumentSet("duplicates are both told", "a 1\na 1", "a{} 1.0;a{} 1.0"),
                argumentSet("UTF-8", "a{b=\"Zürich\"} 1", "a{b=Zürich} 1.0"));
    }

    @ParameterizedTest
    @MethodSource("readable")
    void readsWhatExportersWrite(String text, String expected) throws IOException {
        List<String> samples = new ArrayList<>();
        PrometheusText.Counts counts = parse(text, samples);

        assertThat(String.join(";", samples)).isEqualTo(expected);
        assertThat(counts).isEqualTo(new PrometheusText.Counts(samples.size(), 0));
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                argumentSet("a sentence for a value", "a{b=\"c\"} ERROR - FAILED TO CONVERT TO STRING"),
                argumentSet("no value", "a{b=\"c\"}"),
                argumentSet("no name", "{b=\"c\"} 1"),
                argumentSet("an open label value", "a{b=\"c} 1"),
                argumentSet("an open brace", "a{b=\"c\" 1"),
                argumentSet("a value with no quotes", "a{b=c} 1"),
                argumentSet("what only Java calls a number", "a 1d"),
                argumentSet("hexadecimal", "a 0x10"),
                argumentSet("an empty exponent", "a 1e"),
                argumentSet("a lone sign", "a -"),
                argumentSet("a word after the value", "a 1 soon"),
                argumentSet("two timestamps", "a 1 2 3"),
                argumentSet("HTML", "<html><body>hello</body></html>"),
                argumentSet("bytes", "\u0000\u0001\u0002 1"),
                argumentSet("too many labels", "a{" + "b=\"\",".repeat(200) + "} 1"),
                argumentSet("an over-long line", "a{b=\"" + "x".repeat(PrometheusText.MAX_LINE) + "\"} 1"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void dropsOneBadLineAndKeepsTheRest(String bad) throws IOException {
        List<String> samples = new ArrayList<>();
        PrometheusText.Counts counts = parse("before 1\n" + bad + "\nafter 2\n", samples);

        assertThat(samples).containsExactly("before{} 1.0", "after{} 2.0");
        assertThat(counts).isEqualTo(new PrometheusText.Counts(3, 1));
    }

    @Test
    void commentsAndEmptyLinesAreNoLines() throws IOException {
        String longHelp = "# HELP a " + "x".repeat(3 * PrometheusText.MAX_LINE);
        assertThat(parse("\n \r\n# TYPE a gauge\n  # EOF\n" + longHelp + "\na 1", new ArrayList<>()))
                .isEqualTo(new PrometheusText.Counts(1, 0));
    }

    @Test
    void aLineAcrossTwoBuffersIsOneLine() throws IOException {
        List<String> samples = new ArrayList<>();
        String line = "a{b=\"" + "x".repeat(5000) + "\"} 1\n";
        assertThat(parse(line.repeat(50), samples)).isEqualTo(new PrometheusText.Counts(50, 0));
        assertThat(samples).hasSize(50).containsOnly("a{b=" + "x".repeat(5000) + "} 1.0");
    }

    @Test
    void aHundredMegabytesCostABuffer() throws IOException {
        byte[] good = ("DCGM_FI_DEV_GPU_UTIL{gpu=\"0\",UUID=\"GPU-aa\"} 0.123456\n").getBytes(StandardCharsets.UTF_8);
        byte[] endless = "x".repeat(good.length).getBytes(StandardCharsets.UTF_8);
        int repeats = (100 << 20) / good.length;

        assertThat(allocatedBy(new Repeating(good, repeats))).isLessThan(1 << 20);
        assertThat(allocatedBy(new Repeating(endless, repeats))).isLessThan(1 << 20);
    }

    private static long allocatedBy(InputStream text) throws IOException {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        PrometheusText.parse(text, _ -> {});
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** The same bytes over and over, without holding them all. */
    private static final class Repeating extends InputStream {
        private final byte[] unit;
        private int left;

        Repeating(byte[] unit, int times) {
            this.unit = unit;
            this.left = times;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left-- <= 0) {
                return -1;
            }
            System.arraycopy(unit, 0, into, offset, unit.length); // the parser always asks for more than one line
            return unit.length;
        }
    }

    static PrometheusText.Counts parse(String text, List<String> samples) throws IOException {
        return parse(text.getBytes(StandardCharsets.UTF_8), samples);
    }

    static PrometheusText.Counts parse(byte[] text, List<String> samples) throws IOException {
        return PrometheusText.parse(new ByteArrayInputStream(text), sample -> samples.add(spelled(sample)));
    }

    static String spelled(Sample sample) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < sample.labelCount(); i++) {
            labels.add(sample.labelName(i) + "=" + sample.labelValue(i));
        }
        return sample.name() + "{" + String.join(",", labels) + "} " + sample.value();
    }
}
