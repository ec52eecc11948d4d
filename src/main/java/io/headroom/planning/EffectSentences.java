package io.headroom.planning;

import io.headroom.allocator.ReclaimReason;
import io.headroom.allocator.TeamShare;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says an {@link Effect} to people: names, numbers, instants in UTC. */
public final class EffectSentences {
    private static final DateTimeFormatter TODAY =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter LATER = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final Effect effect;
    private final Instant now;

    public EffectSentences(Effect effect) {
        this.effect = effect;
        this.now = effect.from();
    }

    private record Route(String team, String forTeam, String flavor, boolean idle, Instant by) {}

    /** All of it in a few sentences. */
    public String all() {
        return String.join(" ", shifts()) + (shifts().isEmpty() ? "" : " ") + String.join(" ", returns());
    }

    /** Who would be over quota, and who no longer. */
    public List<String> shifts() {
        List<String> said = new ArrayList<>();
        for (Effect.Shift shift : effect.shifts()) {
            TeamShare after = shift.after();
            int more = shift.becomeBorrowed();
            String holds = after.team() + " would hold " + after.held() + " " + after.flavor() + " of " + quota(after);
            if (more > 0) said.add(holds + ": " + more + (more == 1 ? " becomes" : " become") + " borrowed.");
            if (more < 0)
                said.add(holds + ": " + -more + " borrowed " + (more == -1 ? "becomes" : "become") + " its own.");
        }
        if (said.isEmpty() && effect.shifts().isEmpty()) said.add("Nobody's share changes.");
        return said;
    }

    /** Who would have to give back what, when. */
    public List<String> returns() {
        if (effect.returns().isEmpty()) return List.of("Nobody has to give anything back " + ahead() + ".");
        Map<Route, Integer> routes = new LinkedHashMap<>();
        effect.returns()
                .forEach(it -> routes.merge(
                        new Route(it.team(), it.forTeam(), it.flavor(), it.reason() == ReclaimReason.IDLE, it.by()),
                        it.gpus(),
                        Integer::sum));
        return routes.entrySet().stream()
                .map(it -> say(it.getKey(), it.getValue()))
                .toList();
    }

    /** Which requests would start sooner or later. */
    public List<String> starts() {
        return effect.starts().stream().map(this::say).toList();
    }

    /** Who would be worse off: who gives back, and whose request starts later. Empty if nobody. */
    public List<String> losses() {
        List<String> losses = new ArrayList<>();
        if (!effect.returns().isEmpty()) losses.addAll(returns());
        effect.starts().stream().filter(it -> !it.sooner()).map(this::say).forEach(losses::add);
        return losses;
    }

    private String say(Route it, int gpus) {
        String what = gpus + " " + it.flavor();
        String by = " by " + time(it.by()) + ".";
        if (it.forTeam() == null || it.forTeam().equals(it.team())) return it.team() + " gives back " + what + by;
        if (it.idle()) return it.forTeam() + " borrows idle " + what + " from " + it.team() + by;
        return it.forTeam() + " takes back " + what + " from " + it.team() + by;
    }

    private String say(Effect.Start it) {
        String what = it.team() + "'s request for " + it.gpus() + " " + it.flavor();
        if (it.at() == null)
            return what + " would not start " + ahead() + "; without this, " + start(it.otherwise()) + ".";
        String start = what + " would start " + start(it.at());
        return it.otherwise() == null ? start + "." : start + ", not " + start(it.otherwise()) + ".";
    }

    /** How far was looked. */
    public String ahead() {
        boolean all = effect.lookedUntil().equals(now.plus(EditPreview.HORIZON));
        return all ? "within " + EditPreview.HORIZON.toHours() + " h" : "before " + time(effect.lookedUntil());
    }

    private String start(Instant at) {
        return at.isAfter(now) ? "at " + time(at) : "at once";
    }

    private static String quota(TeamShare it) {
        boolean shrunk = it.guaranteed() < it.nominal();
        return shrunk
                ? "a guarantee of " + it.guaranteed() + " (its quota of " + it.nominal() + ", shrunk to what exists)"
                : "a quota of " + it.nominal();
    }

    private String time(Instant at) {
        boolean today = at.atZone(ZoneOffset.UTC)
                .toLocalDate()
                .equals(now.atZone(ZoneOffset.UTC).toLocalDate());
        return (today ? TODAY : LATER).format(at);
    }
}
