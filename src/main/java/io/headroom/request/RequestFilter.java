package io.headroom.request;

import java.util.List;
import java.util.UUID;

/**
 * Which requests to list; null means any.
 *
 * @param teams those the caller may see
 * @param after the id of the last one already seen
 */
public record RequestFilter(List<String> teams, RequestState state, UUID after, int limit) {}
