package io.headroom.planning;

import java.util.List;

/**
 * What it would do to drain something, or to take it back into use.
 *
 * @param gpus how many GPUs would leave capacity, or come back
 * @param moves leases that would go on elsewhere at once
 * @param effect what else would happen
 */
public record DrainEffect(int gpus, List<Move> moves, Effect effect) {
    public DrainEffect {
        moves = List.copyOf(moves);
    }

    /** So many GPUs of a lease are replaced by free ones. */
    public record Move(String lease, String team, String flavor, int gpus) {
        /** For people. */
        public String sentence() {
            return team + " moves " + gpus + " " + flavor + " to other devices at once and keeps "
                    + (gpus == 1 ? "it." : "them.");
        }
    }
}
