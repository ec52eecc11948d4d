package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Held;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Takes;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamShare;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import io.headroom.planning.Rehearsal.Rehearsed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The world of one moment, and what would become of it. It is loaded once and asked often: every answer is about the same
 * world and costs plans, but no database. For one thread.
 */
public final class Moment {
    /** Farther than any lease can reach; the rounds of a rehearsal end long before. */
    private static final Duration FAR = Duration.ofDays(365);

    private final Allocator allocator = new Allocator();
    private final World world;
    private final Instant now;
    private final List<TeamShare> standing;
    private Rehearsed unchanged;

    Moment(World world, Instant now) {
        this.world = world;
        this.now = now;
        this.standing = Standstill.of(world).teams();
    }

    public Instant now() {
        return now;
    }

    /** What a team has of a flavor now. */
    public TeamShare share(String team, String flavor) {
        return standing.stream()
                .filter(share -> share.team().equals(team) && share.flavor().equals(flavor))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no share of " + flavor + " for " + team));
    }

    /** What would become of one more request; if it has to wait, without an estimate of how long. */
    public Outcome granting(Waiting asked) {
        return outcome(asked, allocator.planWithoutEstimates(with(asked), now));
    }

    /** The same with an estimate, which costs more than the rest. */
    Outcome foreseeing(Waiting asked) {
        return outcome(asked, allocator.plan(with(asked), now));
    }

    /** What one more request would do to others once it starts, for one that cannot start now. */
    public LaterEffect queueing(Waiting asked) {
        Rehearsed with = rehearsed(with(asked), asked.endsAt());
        Effect effect = EditPreview.effect(unchanged(), with, now);
        LaterEffect.Subject subject = effect.starts().stream()
                .filter(it -> it.request().equals(asked.id()))
                .findFirst()
                .map(it -> new LaterEffect.Subject(it.team(), it.flavor(), it.at()))
                .orElse(new LaterEffect.Subject(asked.team(), null, null));
        return LaterEffect.of(subject, effect, unchanged(), with);
    }

    /** What it would do to others if a lease stayed for longer; empty if it holds nothing any more. */
    public Optional<LaterEffect> extending(String lease, Duration by) {
        return world.leases().stream()
                .filter(it -> it.id().equals(lease))
                .findFirst()
                .map(it -> extending(it, it.endingAt(it.endsAt().plus(by))));
    }

    private LaterEffect extending(Held lease, Held longer) {
        World edited = world.leases(world.leases().stream()
                .map(it -> it.id().equals(lease.id()) ? longer : it)
                .toList());
        Rehearsed with = rehearsed(edited, longer.endsAt());
        LaterEffect.Subject subject = new LaterEffect.Subject(lease.team(), lease.flavor(), lease.endsAt());
        return LaterEffect.of(subject, EditPreview.effect(unchanged(), with, now), unchanged(), with);
    }

    private World with(Waiting asked) {
        List<Waiting> queue = new ArrayList<>(world.waiting());
        queue.add(asked);
        return world.waiting(queue);
    }

    private Rehearsed rehearsed(World edited, Instant until) {
        return Rehearsal.of(edited, now, Duration.between(now, until));
    }

    private Rehearsed unchanged() {
        if (unchanged == null) unchanged = Rehearsal.of(world, now, FAR);
        return unchanged;
    }

    private Outcome outcome(Waiting asked, Plan plan) {
        Decision decision = decision(plan, asked);
        Takes got = got(decision);
        List<Decision.Reclaim> reclaims = plan.decisions().stream()
                .filter(Decision.Reclaim.class::isInstance)
                .map(Decision.Reclaim.class::cast)
                .filter(reclaim -> asked.id().equals(reclaim.forRequest()))
                .toList();
        int own = own(share(asked.team(), got.flavor()), got.gpus());
        boolean granted = decision instanceof Decision.Admit || !reclaims.isEmpty();
        List<TeamShare> after =
                granted ? Standstill.of(granted(asked, got, reclaims)).teams() : List.of();
        Set<String> concerned = concerned(asked, decision, reclaims);
        return new Outcome(
                decision,
                reclaims,
                got.flavor(),
                got.gpus(),
                own,
                got.gpus() - own,
                team(asked.team()).rules().grace(asked.kind()),
                only(standing, concerned, got.flavor()),
                only(after, concerned, got.flavor()));
    }

    /** Of which flavor, and with how many, it starts now or is to start. */
    private static Takes got(Decision decision) {
        return switch (decision) {
            case Decision.Admit admit -> new Takes(admit.flavor(), admit.gpus());
            case Decision.Wait wait -> new Takes(wait.flavor(), wait.gpus());
            default -> throw new IllegalStateException("no answer to a request: " + decision);
        };
    }

    private static int own(TeamShare mine, int gpus) {
        return Math.clamp((long) mine.guaranteed() - mine.held(), 0, gpus);
    }

    private Team team(String name) {
        return world.teams().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Decision decision(Plan plan, Waiting asked) {
        return plan.decisions().stream()
                .filter(decision -> switch (decision) {
                    case Decision.Admit admit -> admit.request().equals(asked.id());
                    case Decision.Wait wait -> wait.request().equals(asked.id());
                    default -> false;
                })
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan says nothing of request " + asked.id()));
    }

    /** The world once the request holds its GPUs and its victims gave theirs back. */
    private World granted(Waiting asked, Takes got, List<Decision.Reclaim> reclaims) {
        Map<String, Integer> remaining = new HashMap<>();
        reclaims.forEach(reclaim -> remaining.put(reclaim.lease(), reclaim.remaining()));
        List<Held> leases = new ArrayList<>();
        for (Held lease : world.leases()) {
            int left = remaining.getOrDefault(lease.id(), lease.gpus());
            if (left > 0) leases.add(lease.holding(left));
        }
        leases.add(asked.granted(got.flavor(), got.gpus(), 0, now));
        return world.leases(leases).waiting(List.of()).notices(List.of());
    }

    private static Set<String> concerned(Waiting asked, Decision decision, List<Decision.Reclaim> reclaims) {
        Set<String> teams = new LinkedHashSet<>();
        teams.add(asked.team());
        reclaims.forEach(reclaim -> teams.add(reclaim.team()));
        if (decision instanceof Decision.Admit admit)
            teams.addAll(new TreeSet<>(admit.lenders().keySet()));
        return teams;
    }

    private static List<TeamShare> only(List<TeamShare> shares, Set<String> teams, String flavor) {
        return teams.stream()
                .flatMap(team -> shares.stream()
                        .filter(share ->
                                share.flavor().equals(flavor) && share.team().equals(team)))
                .toList();
    }
}
