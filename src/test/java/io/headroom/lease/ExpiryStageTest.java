package io.headroom.lease;

import static io.headroom.lease.ExpiryStage.DAY;
import static io.headroom.lease.ExpiryStage.HOUR;
import static io.headroom.lease.ExpiryStage.WEEK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When an end is near. */
class ExpiryStageTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                argumentSet("a month is warned a week ahead", "P30D", "P7D", WEEK),
                argumentSet("and not a second before", "P30D", "P7DT1S", null),
                argumentSet("it stays at a week until a day is left", "P30D", "P1DT1S", WEEK),
                argumentSet("then at a day", "P30D", "P1D", DAY),
                argumentSet("then at an hour", "P30D", "PT1H", HOUR),
                argumentSet("until the last second", "P30D", "PT1S", HOUR),
                argumentSet("what has ended does not end soon", "P30D", "PT0S", null),
                argumentSet("what is overdue neither", "P30D", "-PT1S", null),
                argumentSet("a week is first warned when a quarter is left", "P7D", "PT42H", WEEK),
                argumentSet("and not a second before that", "P7D", "PT42H1S", null),
                argumentSet("three days skip the week", "P3D", "PT18H", DAY),
                argumentSet("a day knows the last hours", "P1D", "PT6H", DAY),
                argumentSet("two hours know the last half hour", "PT2H", "PT30M", HOUR),
                argumentSet("and not before that", "PT2H", "PT30M1S", null),
                argumentSet("five minutes know their last quarter", "PT5M", "PT1M15S", HOUR));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isReached(String term, String left, ExpiryStage stage) {
        assertThat(ExpiryStage.of(Duration.parse(term), Duration.parse(left)).orElse(null))
                .isEqualTo(stage);
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "P7D, 7 days",
        "P6DT23H59M30S, 7 days",
        "P1D, 1 day",
        "PT23H59M35S, 1 day",
        "PT20H10M, 20 hours",
        "PT59M40S, 1 hour",
        "PT29M50S, 30 minutes",
        "PT1S, 1 minute"
    })
    void isSaidRoughly(String left, String words) {
        assertThat(ExpiryWarnings.roughly(Duration.parse(left))).isEqualTo(words);
    }
}
