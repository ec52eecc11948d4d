package io.headroom.request;

import io.headroom.platform.Complaints;
import io.headroom.platform.Paging;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** What somebody typed to search among decided requests. An empty field is any. */
record DecidedInput(
        String team,
        String type,
        String requestedBy,
        String decidedBy,
        String state,
        String text,
        String from,
        String to,
        String cursor) {
    private static final int PAGE = 25;

    static DecidedInput of(MultivaluedMap<String, String> query) {
        return new DecidedInput(
                word(query, "team"),
                word(query, "type"),
                word(query, "requestedBy"),
                word(query, "decidedBy"),
                word(query, "state"),
                word(query, "text"),
                word(query, "from"),
                word(query, "to"),
                word(query, "cursor"));
    }

    private static String word(MultivaluedMap<String, String> query, String field) {
        String value = query.getFirst(field);
        return Complaints.blank(value) ? null : value.strip();
    }

    /** @throws io.headroom.platform.Refused 422 naming the first field that is wrong */
    DecidedFilter filter(List<String> teams) {
        return new DecidedFilter(
                teams,
                Paging.choice("type", type, RequestType.class),
                null,
                Paging.choice("state", state, RequestState.class),
                requestedBy,
                decidedBy,
                text,
                Period.days(Paging.day("from", from), Paging.day("to", to)),
                Paging.cursor(cursor),
                PAGE);
    }

    /** Whether anything narrows the search. */
    boolean narrows() {
        return !equals(new DecidedInput(null, null, null, null, null, null, null, null, cursor));
    }
}
