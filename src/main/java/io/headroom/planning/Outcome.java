package io.headroom.planning;

import io.headroom.allocator.Decision;
import io.headroom.allocator.TeamShare;
import java.time.Duration;
import java.util.List;

/**
 * What would happen to a request.
 *
 * @param decision {@link Decision.Admit} or {@link Decision.Wait}
 * @param reclaims what others would have to give back for it
 * @param flavor the flavor it would get
 * @param gpus how many it would start with
 * @param own how many of these would be within the team's nominal quota
 * @param borrowed how many above it
 * @param notice how soon borrowed ones would have to go back when their owner asks
 * @param before shares of the teams concerned, now
 * @param after shares of the same teams once the request holds its GPUs, in the same order; empty if it is not known to
 */
public record Outcome(
        Decision decision,
        List<Decision.Reclaim> reclaims,
        String flavor,
        int gpus,
        int own,
        int borrowed,
        Duration notice,
        List<TeamShare> before,
        List<TeamShare> after) {
    public Outcome {
        reclaims = List.copyOf(reclaims);
        before = List.copyOf(before);
        after = List.copyOf(after);
    }
}
