package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The format once more, slow and obvious: split into lines, match a pattern. Bytes are taken as Latin-1 throughout. */
final class ReferenceParser {
    private static final String LABEL =
            "[a-zA-Z_:][a-zA-Z0-9_:]*[ \\t\\r]*=[ \\t\\r]*\"(?:[^\"\\\\]|\\\\.)*+\"[ \\t\\r]*";
    private static final String NUMBER =
            "[-+]?(?:(?:\\d++(?:\\.\\d*+)?|\\.\\d++)(?:[eE][-+]?\\d++)?|(?i:nan|inf|infinity))";
    private static final Pattern LINE = Pattern.compile(
            "([a-zA-Z_:][a-zA-Z0-9_:]*)(?:[ \\t\\r]*\\{[ \\t\\r]*((?:" + LABEL + ",[ \\t\\r]*)*(?:" + LABEL
                    + ")?)\\}[ \\t\\r]*|[ \\t\\r]+)(" + NUMBER + ")(?:[ \\t\\r]+" + NUMBER
                    + ")?(?:[ \\t\\r]+#.*|[ \\t\\r]*)",
            Pattern.DOTALL);
    private static final Pattern ONE_LABEL =
            Pattern.compile("([a-zA-Z0-9_:]+)[ \\t\\r]*=[ \\t\\r]*\"((?:[^\"\\\\]|\\\\.)*+)\"", Pattern.DOTALL);

    final List<String> samples = new ArrayList<>();
    long lines;
    long dropped;

    ReferenceParser(byte[] text) {
        for (String line : new String(text, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            read(line);
        }
    }

    private void read(String line) {
        String seen = line.substring(0, Math.min(line.length(), PrometheusText.MAX_LINE));
        String start = seen.replaceFirst("^[ \\t\\r]+", "");
        if (start.isEmpty() || start.startsWith("#")) {
            return;
        }
        lines++;
        Matcher matcher = LINE.matcher(line.replaceFirst("^[ \\t\\r]+", ""));
        if (line.length() > PrometheusText.MAX_LINE || !matcher.matches()) {
            dropped++;
            return;
        }
        samples.add(matcher.group(1) + "{" + labels(matcher.group(2)) + "} " + number(matcher.group(3)));
    }

    private static String labels(String text) {
        List<String> labels = new ArrayList<>();
        Matcher matcher = ONE_LABEL.matcher(text == null ? "" : text);
        while (matcher.find()) {
            labels.add(matcher.group(1) + "=" + matcher.group(2));
        }
        return String.join(",", labels);
    }

    private static double number(String text) {
        String lower = text.toLowerCase(java.util.Locale.ROOT);
        if (lower.endsWith("nan")) {
            return Double.NaN;
        }
        if (lower.contains("inf")) {
            return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
        }
        return Double.parseDouble(text);
    }
}
