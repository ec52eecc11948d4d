package io.headroom.delegation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import io.headroom.account.Account;
import io.headroom.platform.Refused;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be delegated, on Wednesday 25 November 2026. */
class DelegationParserTest {
    private static final Account MANAGER =
            new Account("research-manager", "Rita", Set.of(), Set.of(), Set.of("research"), false);

    static Stream<Arguments> inputs() {
        return Stream.of(
                wrong("nobody", input(null, null, "2026-11-26"), "delegate is missing", "another person"),
                wrong("oneself", input("research-manager", null, "2026-11-26"), "delegate", "themselves"),
                wrong(
                        "oneself in capitals",
                        input("Research-Manager", null, "2026-11-26"),
                        "letter case counts; the portal knows research-manager"),
                wrong("another in capitals", input("ANN", null, "2026-11-26"), "“ANN”", "the portal knows ann"),
                wrong("somebody unknown", input("anne", null, "2026-11-26"), "“anne”", "has opened the portal"),
                wrong("two people", input("ann bob", null, "2026-11-26"), "delegate", "“ann bob”", "blank"),
                wrong("no last day", input("ann", null, null), "to is missing", "must be a day"),
                wrong("nonsense for a day", input("ann", null, "friday"), "to", "“friday”", "must be a day"),
                wrong("a day that is none", input("ann", null, "2026-02-30"), "to", "2026-02-30"),
                wrong("a day beyond all sums", input("ann", "+999999999-12-31", "+999999999-12-31"), "from", "to"),
                wrong("until yesterday", input("ann", null, "2026-11-24"), "to", "2026-11-24", "today"),
                wrong("since yesterday", input("ann", "2026-11-24", "2026-11-26"), "from", "today, 2026-11-25"),
                wrong(
                        "an end before the start",
                        input("ann", "2026-12-10", "2026-12-09"),
                        "to",
                        "“2026-12-09”",
                        "first day, 2026-12-10"),
                wrong("91 days", input("ann", null, "2027-02-23"), "to", "2027-02-22 or earlier", "90 days"));
    }

    private static Arguments wrong(String name, DelegationInput input, String... named) {
        return argumentSet(name, input, named);
    }

    @ParameterizedTest
    @MethodSource("inputs")
    void isRefused(DelegationInput input, String[] named) {
        Refused refused = catchThrowableOfType(Refused.class, () -> parse(input));
        assertThat(refused.refusal().status()).isEqualTo(422);
        assertThat(refused.refusal().detail()).contains(named);
    }

    @Test
    void ninetyDaysFromTodayAreFine() {
        Delegation delegation = parse(input(" ann ", "", "2027-02-22"));
        assertThat(delegation.delegate()).isEqualTo("ann");
        assertThat(delegation.firstDay()).isEqualTo(LocalDate.of(2026, 11, 25));
        assertThat(delegation.seat().manages()).containsExactly("research");
        assertThat(delegation.seat().admin()).isFalse();
    }

    @Test
    void bothEndsAreIncluded() {
        Delegation delegation = parse(input("ann", "2026-11-26", "2026-11-27"));
        assertThat(Stream.of(25, 26, 27, 28).map(day -> delegation.state(LocalDate.of(2026, 11, day))))
                .containsExactly(
                        Delegation.State.PLANNED,
                        Delegation.State.ACTIVE,
                        Delegation.State.ACTIVE,
                        Delegation.State.ENDED);
    }

    private static Delegation parse(DelegationInput input) {
        return new DelegationParser(MANAGER, DelegationParserTest::known, Instant.parse("2026-11-25T23:59:59Z"))
                .parse(input);
    }

    private static List<String> known(String username) {
        return Stream.of("ann", "research-manager")
                .filter(username::equalsIgnoreCase)
                .toList();
    }

    private static DelegationInput input(String delegate, String from, String to) {
        return new DelegationInput(delegate, from, to, null);
    }
}
