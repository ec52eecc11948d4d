package io.headroom.planning;

import io.headroom.allocator.TeamShare;
import io.headroom.planning.Rehearsal.Rehearsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What something that matters later would do to others: a lease that stays, a request that waits.
 *
 * @param effect who would have to give back, and who would start later
 * @param at the instant from which it matters; null if that is too far ahead to tell
 * @param before shares of the teams concerned then without it, its own team's first
 * @param after their shares then with it, in the same order; both empty if {@code at} is null
 */
public record LaterEffect(Effect effect, Instant at, List<TeamShare> before, List<TeamShare> after) {
    public LaterEffect {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    /** Whose it is, and from when on it matters; null if it is not known to. */
    record Subject(String team, String flavor, Instant from) {}

    static LaterEffect of(Subject subject, Effect effect, Rehearsed without, Rehearsed with) {
        Instant at = subject.from();
        if (at == null || !effect.lookedUntil().isAfter(at)) return new LaterEffect(effect, null, List.of(), List.of());
        List<TeamShare> was = Standstill.of(without.at(at)).teams();
        List<TeamShare> is = Standstill.of(with.at(at)).teams();
        List<TeamShare> before = new ArrayList<>();
        List<TeamShare> after = new ArrayList<>();
        for (int i = 0; i < was.size(); i++) {
            TeamShare one = was.get(i);
            boolean own = one.team().equals(subject.team());
            if (!one.flavor().equals(subject.flavor()) || !own && sameUse(one, is.get(i))) continue;
            before.add(own ? 0 : before.size(), one);
            after.add(own ? 0 : after.size(), is.get(i));
        }
        return new LaterEffect(effect, at, before, after);
    }

    private static boolean sameUse(TeamShare one, TeamShare other) {
        return one.own() == other.own() && one.borrowed() == other.borrowed() && one.lent() == other.lent();
    }
}
