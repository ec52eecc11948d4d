package io.headroom.delegation;

import io.headroom.account.Account;
import io.headroom.platform.FieldError;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The page of delegations: the form for those who have something to delegate, and the list.
 *
 * @param today the first day that can be chosen
 * @param errors what is wrong with what was typed, by field
 */
record DelegationView(
        DelegationInput input, LocalDate today, Map<String, String> errors, boolean mayDelegate, List<Row> rows) {
    /** One delegation in the list. */
    record Row(
            String id,
            String delegate,
            String delegator,
            String what,
            String days,
            String note,
            String state,
            String stateCss,
            String endedBy,
            boolean mayEnd) {
        static Row of(Delegation it, Account account, LocalDate today) {
            Delegation.State state = it.state(today);
            return new Row(
                    it.id().toString(),
                    it.delegate(),
                    it.delegator(),
                    it.what(),
                    it.days(),
                    it.note(),
                    state.text(),
                    css(state),
                    it.endedBy(),
                    state != Delegation.State.ENDED && Delegations.mayEnd(it, account));
        }

        private static String css(Delegation.State state) {
            return switch (state) {
                case PLANNED -> "info";
                case ACTIVE -> "ok";
                case ENDED -> "";
            };
        }
    }

    /** What somebody typed, and what is wrong with it. */
    record Typed(DelegationInput input, List<FieldError> errors) {}

    static DelegationView of(Typed typed, List<Delegation> delegations, Account account, LocalDate today) {
        return new DelegationView(
                typed.input(),
                today,
                FieldError.byField(typed.errors()),
                account.decides(),
                delegations.stream().map(it -> Row.of(it, account, today)).toList());
    }

    /** What is wrong with a field, or null. */
    public String error(String field) {
        return errors.get(field);
    }
}
