package io.headroom.request;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Decided requests, and what was searched for.
 *
 * @param older the address of the page after this one, or null
 */
record DecidedView(DecidedInput input, List<String> teams, List<RequestView> rows, String older) {
    private static final List<RequestState> STATES =
            List.of(RequestState.APPROVED, RequestState.DENIED, RequestState.WITHDRAWN, RequestState.LAPSED);

    /** Something that can be chosen. */
    record Choice(String value, String text, boolean chosen) {}

    public List<Choice> states() {
        return STATES.stream()
                .map(it -> new Choice(it.name(), it.text(), it.name().equalsIgnoreCase(input.state())))
                .toList();
    }

    public List<Choice> types() {
        return Stream.of(RequestType.values())
                .map(it -> new Choice(
                        it.name(), it.name().toLowerCase(Locale.ROOT), it.name().equalsIgnoreCase(input.type())))
                .toList();
    }

    public List<Choice> teamChoices() {
        return teams.stream()
                .map(it -> new Choice(it, it, it.equals(input.team())))
                .toList();
    }

    public boolean searched() {
        return input.narrows();
    }
}
