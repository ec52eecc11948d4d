package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One sample of a Prometheus text, as a view onto the parser's buffer.
 *
 * <p>Valid only during the {@link PrometheusText.Sink#sample} call: the parser overwrites it with the next line, so that
 * a line costs no garbage. Take a {@link String} of what must outlive the call.
 */
public final class Sample {
    /** A series with more labels than this is dropped and counted. */
    static final int MAX_LABELS = 128;

    private static final int SPAN = 4;

    final int[] spans = new int[MAX_LABELS * SPAN];
    byte[] bytes;
    int nameStart;
    int nameEnd;
    int labelCount;
    double value;

    Sample() {}

    /** Metric name as written. */
    public String name() {
        return text(nameStart, nameEnd);
    }

    /** The number, possibly NaN or infinite. */
    public double value() {
        return value;
    }

    /** How many labels the series carries. */
    public int labelCount() {
        return labelCount;
    }

    /** Name of the label at a position, as written. */
    public String labelName(int label) {
        return text(labelNameStart(label), labelNameEnd(label));
    }

    /** Value of the label at a position, unescaped. */
    public String labelValue(int label) {
        return Escapes.decode(bytes, labelValueStart(label), labelValueEnd(label));
    }

    /** Whether the label's value is spelled like this; a label that is not there (-1) is spelled as nothing. */
    boolean isSpelled(int label, byte[] raw) {
        return label < 0
                ? raw.length == 0
                : Arrays.equals(raw, 0, raw.length, bytes, labelValueStart(label), labelValueEnd(label));
    }

    /** The label's value as spelled, to outlive the call. */
    byte[] spelling(int label) {
        return label < 0 ? new byte[0] : Arrays.copyOfRange(bytes, labelValueStart(label), labelValueEnd(label));
    }

    boolean hasEmptyValue(int label) {
        return labelValueStart(label) == labelValueEnd(label);
    }

    int labelNameStart(int label) {
        return spans[label * SPAN];
    }

    int labelNameEnd(int label) {
        return spans[label * SPAN + 1];
    }

    int labelValueStart(int label) {
        return spans[label * SPAN + 2];
    }

    int labelValueEnd(int label) {
        return spans[label * SPAN + 3];
    }

    void addLabelName(int start, int end) {
        spans[labelCount * SPAN] = start;
        spans[labelCount * SPAN + 1] = end;
    }

    void addLabelValue(int start, int end) {
        spans[labelCount * SPAN + 2] = start;
        spans[labelCount * SPAN + 3] = end;
        labelCount++;
    }

    private String text(int start, int end) {
        return new String(bytes, start, end - start, StandardCharsets.UTF_8);
    }
}
