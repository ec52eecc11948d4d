package io.headroom.request;

import io.headroom.allocator.Kind;
import java.util.List;
import java.util.UUID;

/**
 * Which decided requests to list; null means any.
 *
 * @param teams those the caller may see
 * @param decidedBy who answered one of its steps, or in whose place
 * @param text a part of its purpose or of a comment on it, upper or lower case
 * @param decided when
 * @param after the id of the last one already seen
 */
record DecidedFilter(
        List<String> teams,
        RequestType type,
        Kind kind,
        RequestState state,
        String requestedBy,
        String decidedBy,
        String text,
        Period decided,
        UUID after,
        int limit) {}
