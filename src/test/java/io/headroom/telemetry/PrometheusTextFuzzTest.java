package io.headroom.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;

/** Whatever the bytes and however they arrive, the fast parser sees what the slow one sees. */
class PrometheusTextFuzzTest {
    private static final String[] PIECES = {
        "a",
        "DCGM_x:1",
        "9",
        "{",
        "}",
        "\"",
        "=",
        ",",
        " ",
        "\t",
        "\r",
        "\n",
        "\\",
        "\\n",
        "#",
        "b=\"c\"",
        "b=\"\\\"\",",
        "1",
        "-2.5",
        "1e9",
        "1.7976931348623157e+309",
        "0.1",
        "123456789012345678901234567890",
        "NaN",
        "+Inf",
        "1d",
        "{b=\"c\"} 1",
        " 1\n",
        "# {x=\"y\"} 1",
        "\u00e9",
        "\u0000",
        ".5",
        "5.",
        "e",
        "a{} 3\n",
        "infinity",
        "\r\n",
        " 1763800000000",
        " 1763800000.5 # {trace=\"7\"} 0.1 1763800000\n",
        "a{b=\"c\"} 1\na{b=\"c\"} 1\n",
        "b=\"\u00c3\u00bc\u00e2\u0082\u00ac\"," // UTF-8 of two and three bytes
    };

    @Property(tries = 4000)
    void agreesWithTheObviousParser(@ForAll("texts") byte[] text, @ForAll @IntRange(min = 1, max = 7) int chunk)
            throws IOException {
        ReferenceParser expected = new ReferenceParser(text);
        List<String> samples = new ArrayList<>();

        PrometheusText.Counts counts =
                PrometheusText.parse(new Dripping(text, chunk), sample -> samples.add(latin(sample)));

        assertThat(samples).isEqualTo(expected.samples);
        assertThat(counts).isEqualTo(new PrometheusText.Counts(expected.lines, expected.dropped));
    }

    /** Escaped, in UTF-8, with NULs, carriage returns and lone surrogates, and a read that may end within a character. */
    @Property(tries = 1000)
    void anyLabelValueIsReadBackAsWritten(
            @ForAll @StringLength(max = 200) String value,
            @ForAll("trailers") String trailer,
            @ForAll @IntRange(min = 1, max = 7) int chunk)
            throws IOException {
        String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
        byte[] text = ("a{b=\"" + escaped + "\"} 1" + trailer).getBytes(StandardCharsets.UTF_8);
        List<String> values = new ArrayList<>();

        PrometheusText.Counts counts =
                PrometheusText.parse(new Dripping(text, chunk), sample -> values.add(sample.labelValue(0)));

        byte[] encoded = value.getBytes(StandardCharsets.UTF_8); // a lone surrogate has no encoding and becomes a ?
        assertThat(values).containsExactly(new String(encoded, StandardCharsets.UTF_8));
        assertThat(counts).isEqualTo(new PrometheusText.Counts(1, 0));
    }

    @Provide
    Arbitrary<String> trailers() {
        return Arbitraries.of(
                "", "\n", "\r\n", " 1763800000000", " 1763800000.5 # {trace=\"\u00fc\"} 0.1\r\n", " # {} 1");
    }

    @Property(tries = 300)
    void anyDoublePrintedIsReadBackExactly(@ForAll double value) throws IOException {
        List<String> samples = new ArrayList<>();
        PrometheusTextTest.parse("a " + value, samples);
        assertThat(samples).containsExactly("a{} " + value);
    }

    @Provide
    Arbitrary<byte[]> texts() {
        Arbitrary<String> structured =
                Arbitraries.of(PIECES).list().ofMaxSize(60).map(parts -> String.join("", parts));
        Arbitrary<byte[]> lines = structured.map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
        Arbitrary<byte[]> noise = Arbitraries.bytes().array(byte[].class).ofMaxSize(300);
        return Arbitraries.frequencyOf(Tuple.of(8, lines), Tuple.of(1, noise), Tuple.of(1, overLong()));
    }

    /** Lines around the limit of length, with something readable on both sides. */
    private static Arbitrary<byte[]> overLong() {
        return Arbitraries.integers()
                .between(PrometheusText.MAX_LINE - 12, PrometheusText.MAX_LINE + 3)
                .map(length -> "a 1\nb{c=\"%s\"} 2\nd 3".formatted("x".repeat(length)))
                .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** Spelled from raw bytes, escapes kept, as the reference does. */
    private static String latin(Sample sample) {
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < sample.labelCount(); i++) {
            int start = sample.labelValueStart(i);
            String value =
                    new String(sample.bytes, start, sample.labelValueEnd(i) - start, StandardCharsets.ISO_8859_1);
            labels.add(sample.labelName(i) + "=" + value);
        }
        return sample.name() + "{" + String.join(",", labels) + "} " + sample.value();
    }

    /** Gives a few bytes at a time, to end a read anywhere in a line. */
    private static final class Dripping extends InputStream {
        private final ByteArrayInputStream text;
        private final int chunk;

        Dripping(byte[] text, int chunk) {
            this.text = new ByteArrayInputStream(text);
            this.chunk = chunk;
        }

        @Override
        public int read() {
            return text.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return text.read(into, offset, Math.min(length, chunk));
        }
    }
}
