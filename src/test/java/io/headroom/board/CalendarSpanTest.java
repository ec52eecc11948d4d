package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.board.CalendarSpan.View;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Days, weeks from Monday, and months, in UTC. */
class CalendarSpanTest {
    @ParameterizedTest(name = "the {0} of {1} begins {2}")
    @CsvSource({
        "DAY,   2026-11-24, 2026-11-24, Tue 24 Nov 2026,      2026-11-23, 2026-11-25, 8",
        "WEEK,  2026-11-23, 2026-11-23, 23 – 29 Nov 2026,     2026-11-16, 2026-11-30, 7",
        "WEEK,  2026-11-29, 2026-11-23, 23 – 29 Nov 2026,     2026-11-16, 2026-11-30, 7",
        "WEEK,  2026-11-30, 2026-11-30, 30 Nov – 6 Dec 2026,  2026-11-23, 2026-12-07, 7",
        "MONTH, 2028-02-29, 2028-02-01, February 2028,        2028-01-01, 2028-03-01, 4",
        "MONTH, 2026-12-31, 2026-12-01, December 2026,        2026-11-01, 2027-01-01, 4"
    })
    void isFound(
            View view, LocalDate day, LocalDate first, String title, LocalDate before, LocalDate after, int ticks) {
        CalendarSpan span = CalendarSpan.of(view, day);
        assertThat(span.first()).isEqualTo(first);
        assertThat(span.title()).isEqualTo(title);
        assertThat(span.previous().first()).isEqualTo(before);
        assertThat(span.next().first()).isEqualTo(after);
        assertThat(span.ticks()).hasSize(ticks);
        assertThat(span.previous().time().until()).isEqualTo(span.time().from());
        assertThat(span.x(span.time().from())).isZero();
        assertThat(span.x(span.time().until())).isEqualTo(100);
    }
}
