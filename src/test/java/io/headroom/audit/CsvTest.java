package io.headroom.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that a spreadsheet opens must not make it calculate. */
class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"})
    void aFormulaIsAText(String cell) {
        assertThat(Csv.line(cell)).isEqualTo("\"'" + cell + "\"\r\n");
    }

    @Test
    void quotesCommasAndLinesStayInTheirCell() {
        assertThat(Csv.line("a\"b", "c,d\ne", null, 7)).isEqualTo("\"a\"\"b\",\"c,d\ne\",,\"7\"\r\n");
    }

    @Test
    void aHyphenInsideIsNoFormula() {
        assertThat(Csv.line("vision-lead", "")).isEqualTo("\"vision-lead\",\"\"\r\n");
    }
}
