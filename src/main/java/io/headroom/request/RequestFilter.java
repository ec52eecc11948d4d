package io.headroom.request;

import java.util.List;
import java.util.UUID;

/**
 * Which requests to list; null means any.
 *
 * @param teams those the caller may see
 * @param submitted when they were handed in
 * @param after the id of the last one already seen
 */
public record RequestFilter(
        List<String> teams, RequestState state, String requestedBy, Period submitted, UUID after, int limit) {
    /** By whomever and whenever. */
    public RequestFilter(List<String> teams, RequestState state, UUID after, int limit) {
        this(teams, state, null, Period.ANY, after, limit);
    }
}
