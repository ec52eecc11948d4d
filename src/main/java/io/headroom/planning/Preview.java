package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Held;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Takes;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamShare;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Answers "what would happen if I asked for this now?" by asking the allocator, and changes nothing. */
@ApplicationScoped
public class Preview {
    private final Snapshots snapshots;
    private final Allocator allocator = new Allocator();

    Preview(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /**
     * How things stand: shares and loans of one moment, so that what is borrowed is what is lent.
     *
     * @param shares one per team and flavor
     */
    public record Standing(List<TeamShare> shares, List<Loan> loans) {}

    /** How things stand now. Pins the transaction to this moment. */
    @Transactional
    public Standing standing() {
        snapshots.pin();
        Plan still = Standstill.of(snapshots.load(Instant.EPOCH).world());
        return new Standing(still.teams(), still.loans());
    }

    /** Shares of all teams as things stand. */
    @Transactional
    public List<TeamShare> shares() {
        return standing().shares();
    }

    /** Shares with what each team is owed of what all want now (R3); the rest of them is as things will be planned. */
    @Transactional
    public List<TeamShare> fairShares(Instant now) {
        snapshots.pin();
        return allocator.plan(snapshots.load(now).world(), now).teams();
    }

    /** What would become of one more request, in a transaction of its own: it pins its moment. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Outcome of(Waiting asked, Instant now) {
        snapshots.pin();
        World world = snapshots.load(now).world();
        List<Waiting> queue = new ArrayList<>(world.waiting());
        queue.add(asked);
        Plan plan = allocator.plan(world.waiting(queue), now);
        return outcome(world, asked, plan, now);
    }

    private Outcome outcome(World world, Waiting asked, Plan plan, Instant now) {
        Decision decision = decision(plan, asked);
        Takes got = got(decision);
        List<Decision.Reclaim> reclaims = plan.decisions().stream()
                .filter(Decision.Reclaim.class::isInstance)
                .map(Decision.Reclaim.class::cast)
                .filter(reclaim -> asked.id().equals(reclaim.forRequest()))
                .toList();
        List<TeamShare> before = standing(world);
        int own = own(before, asked.team(), got);
        boolean granted = decision instanceof Decision.Admit || !reclaims.isEmpty();
        List<TeamShare> after = granted ? standing(granted(world, asked, got, reclaims, now)) : List.of();
        Set<String> concerned = concerned(asked, decision, reclaims);
        return new Outcome(
                decision,
                reclaims,
                got.flavor(),
                got.gpus(),
                own,
                got.gpus() - own,
                team(world, asked.team()).rules().grace(asked.kind()),
                only(before, concerned, got.flavor()),
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

    private static int own(List<TeamShare> shares, String team, Takes got) {
        TeamShare mine = share(shares, team, got.flavor());
        return Math.clamp((long) mine.guaranteed() - mine.held(), 0, got.gpus());
    }

    private static Team team(World world, String name) {
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
    private static World granted(World world, Waiting asked, Takes got, List<Decision.Reclaim> reclaims, Instant now) {
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

    private List<TeamShare> standing(World world) {
        return Standstill.of(world).teams();
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

    private static TeamShare share(List<TeamShare> shares, String team, String flavor) {
        return shares.stream()
                .filter(share -> share.team().equals(team) && share.flavor().equals(flavor))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no share of " + flavor + " for " + team));
    }
}
