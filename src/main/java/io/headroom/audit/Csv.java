package io.headroom.audit;

import java.util.Arrays;
import java.util.stream.Collectors;

/** Lines of comma-separated values (RFC 4180) that no spreadsheet takes for formulas. */
final class Csv {
    private static final String STARTS_A_FORMULA = "=+-@\t\r";

    private Csv() {}

    /** Null is an empty cell. */
    static String line(Object... cells) {
        return Arrays.stream(cells).map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** OWASP, CSV injection: an apostrophe before what a spreadsheet would calculate makes it a text. */
    private static String cell(Object value) {
        if (value == null) return "";
        String text = value.toString();
        boolean formula = !text.isEmpty() && STARTS_A_FORMULA.indexOf(text.charAt(0)) >= 0;
        return "\"" + (formula ? "'" : "") + text.replace("\"", "\"\"") + "\"";
    }
}
