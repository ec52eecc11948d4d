package io.headroom.planning;

import io.headroom.platform.When;
import java.time.Instant;
import java.util.List;

/**
 * What it would do to drain something, or to take it back into use.
 *
 * @param gpus how many GPUs would leave capacity, or come back
 * @param moves leases that would go on elsewhere
 * @param effect what else would happen
 */
public record DrainEffect(int gpus, List<Move> moves, Effect effect) {
    public DrainEffect {
        moves = List.copyOf(moves);
    }

    /**
     * So many GPUs of a lease are replaced by free ones.
     *
     * @param by when at the latest; null if there is no room for them as far ahead as was looked
     */
    public record Move(String lease, String team, String flavor, int gpus, Instant by) {
        Move of(int count) {
            return new Move(lease, team, flavor, count, by);
        }

        /** For people. */
        public String sentence() {
            String it = gpus == 1 ? "it" : "them";
            return team + " keeps " + gpus + " " + flavor + " and moves " + it + " to other devices "
                    + (by == null ? "as soon as some are free" : "by " + When.spoken(by)) + "; what runs on " + it
                    + " has to restart.";
        }
    }
}
