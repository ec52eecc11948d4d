package io.headroom.planning;

import io.headroom.allocator.ReclaimReason;
import io.headroom.allocator.TeamShare;
import java.time.Instant;
import java.util.List;

/**
 * What an edit of the rules would do (R18), as far ahead as was looked. What would happen anyway is not in it.
 *
 * @param shifts shares that change at once, by what they count as; nobody loses a GPU by the edit itself
 * @param returns what would have to go back because of it
 * @param starts requests that would start at another time because of it
 * @param from when it was looked
 * @param lookedUntil what happens from then on is not in it
 */
public record Effect(List<Shift> shifts, List<Return> returns, List<Start> starts, Instant from, Instant lookedUntil) {
    public Effect {
        shifts = List.copyOf(shifts);
        returns = List.copyOf(returns);
        starts = List.copyOf(starts);
    }

    /** One team's share of one flavor, before the edit and right after it. */
    public record Shift(TeamShare before, TeamShare after) {
        /** How many GPUs become borrowed; negative if some become the team's own. */
        public int becomeBorrowed() {
            return after.borrowed() - before.borrowed();
        }
    }

    /**
     * GPUs that a lease gives back.
     *
     * @param remaining how many it keeps
     * @param forTeam whose request they go to, or null if nobody's in particular
     * @param by when they leave at the latest
     */
    public record Return(
            String lease,
            String team,
            String flavor,
            int gpus,
            int remaining,
            String forTeam,
            ReclaimReason reason,
            Instant by) {}

    /**
     * A request that starts at another time.
     *
     * @param at when it would start; null if not as far ahead as was looked
     * @param otherwise when it would start without the edit; null likewise
     */
    public record Start(String request, String team, String flavor, int gpus, Instant at, Instant otherwise) {
        /** Whether the edit is good for it. */
        public boolean sooner() {
            return at != null && (otherwise == null || at.isBefore(otherwise));
        }
    }
}
