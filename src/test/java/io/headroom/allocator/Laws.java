package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The laws of allocation (section 7), checked on one plan and the worlds before and after it. */
final class Laws {
    /** Somebody has GPUs set aside that a plan does not spell out. */
    private static final Set<WaitReason> MAY_WAIT_FOR_LENDABLE =
            Set.of(WaitReason.NOT_STARTED, WaitReason.HELD_FOR_OTHERS);

    private final World before;
    private final World after;
    private final Plan plan;
    private final Instant now;

    Laws(World before, Plan plan, World after, Instant now) {
        this.before = before;
        this.plan = plan;
        this.after = after;
        this.now = now;
    }

    void check() {
        for (Flavor flavor : before.flavors()) {
            law1NothingBeyondCapacityOrLimits(flavor);
            law2LoansAddUp(flavor);
            law3NobodyWithinNominalWaitsForBorrowers(flavor);
            law4NothingFreeIsLeftWaiting(flavor);
            law5VictimsAreNeeded(flavor);
            law6OnlyFromTeamsAboveTheirGuarantee(flavor);
            law6OrWhatIsLendable(flavor);
            nobodyWaitsForWhatIsLendable(flavor);
        }
        law9ProtectedLeasesAreNoVictims();
        everyNoticeHasATaker();
        assertThat(plan.nextWake() == null || plan.nextWake().isAfter(now))
                .as("wakes later: %s", plan.nextWake())
                .isTrue();
        assertThat(plan.decisions()).allSatisfy(d -> assertThat(d.sentence()).endsWith("."));
    }

    private void law1NothingBeyondCapacityOrLimits(Flavor flavor) {
        Map<String, Integer> held = PlainTree.held(after, flavor);
        assertThat(held.values().stream().mapToInt(i -> i).sum()).isLessThanOrEqualTo(flavor.capacity());
        PlainTree then = new PlainTree(before, flavor, PlainTree.held(before, flavor));
        PlainTree tree = new PlainTree(after, flavor, held);
        Stream<Decision> grants = Stream.concat(of(Decision.Admit.class, flavor), of(Decision.Grow.class, flavor));
        grants.forEach(grant -> assertThat(tree.comesOverLimit(teamOf(grant), then))
                .as("%s is within every limit", grant)
                .isFalse());
    }

    private void law2LoansAddUp(Flavor flavor) {
        PlainTree tree = new PlainTree(after, flavor, PlainTree.held(after, flavor));
        Map<String, Integer> borrowed = new HashMap<>();
        Map<String, Integer> lent = new HashMap<>();
        for (Loan loan : plan.loans()) {
            if (!loan.flavor().equals(flavor.name())) continue;
            borrowed.merge(loan.borrower(), loan.gpus(), Integer::sum);
            lent.merge(loan.lender(), loan.gpus(), Integer::sum);
        }
        for (TeamShare share : plan.teams()) {
            if (!share.flavor().equals(flavor.name())) continue;
            assertThat(share.held()).as("%s", share).isEqualTo(tree.usage(tree.shape.team(share.team())));
            assertThat(share.borrowed()).as("%s", share).isEqualTo(borrowed.getOrDefault(share.team(), 0));
            assertThat(share.lent()).as("%s", share).isEqualTo(lent.getOrDefault(share.team(), 0));
        }
        lent.forEach((lender, gpus) -> assertThat(gpus)
                .as("lent by '%s' in %s", lender, plan.loans())
                .isLessThanOrEqualTo(lendable(tree, tree.shape.lender(lender))));
    }

    /** After an edit the root stands in for lenders that keep their quota idle; it lends no more than is overdrawn. */
    private static int lendable(PlainTree tree, QuotaNode n) {
        if (n.parent() == null) return tree.isOverLimit(n) ? Integer.MAX_VALUE : n.guaranteed();
        return n.team()
                ? Math.min(n.quota().lendingLimit(), Math.max(0, n.guaranteed() - tree.usage(n)))
                : n.guaranteed();
    }

    /**
     * Whoever waits within nominal would still not fit if all borrowers gave back all that they may be asked for. A lease
     * that is to leave for a reservation, and does not know yet, is not asked to leave sooner for somebody else.
     */
    private void law3NobodyWithinNominalWaitsForBorrowers(Flavor flavor) {
        if (of(Decision.Wait.class, flavor).anyMatch(w -> w.reason() == WaitReason.NOT_STARTED)) return;
        for (Decision.Wait wait : of(Decision.Wait.class, flavor).toList()) {
            Waiting request = request(wait.request());
            if (wait.reason() == WaitReason.WAITING_FOR_RECLAIM
                    || request.isDelayed(now)
                    || exceedsNominal(wait)
                    || !isWithinNominal(request, flavor)) continue;
            Map<String, Integer> held = settledHoldings(flavor, null, null);
            // The tree reads what is held anew each time, so it follows what is given back below.
            PlainTree tree = new PlainTree(after, flavor, held);
            // What is free already is not kept by borrowers: law 4.
            if (tree.available(wait.team()) >= request.minGpus()) continue;
            for (Team team : after.teams()) {
                if (team.name().equals(wait.team())) continue;
                int above = tree.borrowed(team.name(), wait.team());
                int back = Math.min(above, mayBeStopped(team, flavor));
                if (back > 0) held.merge(team.name(), -back, Integer::sum);
            }
            assertThat(tree.available(wait.team()))
                    .as("%s is within nominal, and borrowers could give back enough", wait)
                    .isLessThan(request.minGpus());
        }
    }

    /** With all that its team holds and was promised. */
    private boolean isWithinNominal(Waiting request, Flavor flavor) {
        PlainTree tree = new PlainTree(after, flavor, PlainTree.held(after, flavor));
        int promised = of(Decision.Wait.class, flavor)
                .filter(w -> w.team().equals(request.team()) && w.reason() == WaitReason.WAITING_FOR_RECLAIM)
                .mapToInt(Decision.Wait::gpus)
                .sum();
        QuotaNode team = tree.shape.team(request.team());
        return tree.usage(team) + promised + request.minGpus() <= team.guaranteed();
    }

    /** What of a team's leases is reclaimable, old enough and not leaving yet. */
    private int mayBeStopped(Team team, Flavor flavor) {
        return after.leases().stream()
                .filter(l -> l.flavor().equals(flavor.name()) && l.team().equals(team.name()))
                .filter(l -> l.profile().reclaimable()
                        && !l.startedAt().plus(team.rules().minimumRuntime()).isAfter(now))
                .mapToInt(l -> left(l, null))
                .sum();
    }

    private void law4NothingFreeIsLeftWaiting(Flavor flavor) {
        PlainTree tree = new PlainTree(after, flavor, PlainTree.held(after, flavor));
        Set<WaitReason> kept =
                Set.of(WaitReason.HELD_FOR_OTHERS, WaitReason.NOT_STARTED, WaitReason.WAITING_FOR_RECLAIM);
        of(Decision.Wait.class, flavor)
                .filter(wait -> !kept.contains(wait.reason()) && !exceedsNominal(wait))
                .forEach(wait -> assertThat(tree.available(wait.team()))
                        .as("%s cannot be granted", wait)
                        .isLessThan(request(wait.request()).minGpus()));
    }

    /** What may not be reclaimed does not borrow, whatever is free (R13). */
    private boolean exceedsNominal(Decision.Wait wait) {
        return wait.reason() == WaitReason.EXCEEDS_NOMINAL_QUOTA
                && !request(wait.request()).profile().reclaimable();
    }

    private void law5VictimsAreNeeded(Flavor flavor) {
        if (after.waiting().stream().anyMatch(this::isPromisedUnseen)) return;
        for (Decision.Reclaim r : of(Decision.Reclaim.class, flavor).toList()) {
            if (r.forRequest() == null) continue;
            int owed = request(r.forRequest()).gpus();
            PlainTree settled = settled(flavor, r.forRequest(), null);
            String team = request(r.forRequest()).team();
            assertThat(settled.available(team)).as("%s fits afterwards", r).isGreaterThanOrEqualTo(owed);
            assertThat(isNeeded(flavor, r)).as("%s is needed", r).isTrue();
        }
    }

    /** Whether somebody who waits for a reclaim would not get all of it without this one: the whole set is minimal. */
    private boolean isNeeded(Flavor flavor, Decision.Reclaim r) {
        return of(Decision.Wait.class, flavor)
                .filter(w -> w.reason() == WaitReason.WAITING_FOR_RECLAIM)
                .anyMatch(w -> settled(flavor, w.request(), r).available(w.team()) < w.gpus());
    }

    /** What all hold once every notice is carried out and every other taker has its GPUs. */
    private PlainTree settled(Flavor flavor, String exceptTaker, Decision.Reclaim spared) {
        return new PlainTree(after, flavor, settledHoldings(flavor, exceptTaker, spared));
    }

    private Map<String, Integer> settledHoldings(Flavor flavor, String exceptTaker, Decision.Reclaim spared) {
        Map<String, Integer> held = PlainTree.held(after, flavor);
        for (Held lease : after.leases())
            if (lease.flavor().equals(flavor.name()))
                held.merge(lease.team(), left(lease, spared) - lease.gpus(), Integer::sum);
        of(Decision.Wait.class, flavor)
                .filter(w -> w.reason() == WaitReason.WAITING_FOR_RECLAIM
                        && !w.request().equals(exceptTaker))
                .forEach(w -> held.merge(w.team(), w.gpus(), Integer::sum));
        return held;
    }

    /** What a lease holds once every notice but one is carried out. */
    private int left(Held lease, Decision.Reclaim spared) {
        int leaving = after.notices().stream()
                .filter(n -> n.lease().equals(lease.id()) && !isOf(n, spared))
                .mapToInt(Notice::gpus)
                .sum();
        int left = lease.gpus() - leaving;
        return left < lease.range().min() ? 0 : left;
    }

    private static boolean isOf(Notice notice, Decision.Reclaim reclaim) {
        return reclaim != null
                && notice.lease().equals(reclaim.lease())
                && Objects.equals(reclaim.forRequest(), notice.forRequest());
    }

    /** Reservations, elastic takers and takers that keep a part have promises that a plan does not spell out. */
    private boolean isPromisedUnseen(Waiting request) {
        WaitReason reason = of(Decision.Wait.class)
                .filter(w -> w.request().equals(request.id()))
                .map(Decision.Wait::reason)
                .findFirst()
                .orElse(null);
        boolean reclaiming = reason == WaitReason.WAITING_FOR_RECLAIM;
        return reason == WaitReason.NOT_STARTED
                || request.takes() != null && !reclaiming
                || reclaiming && request.minGpus() < request.gpus();
    }

    private void law6OnlyFromTeamsAboveTheirGuarantee(Flavor flavor) {
        Map<String, Integer> held = PlainTree.held(before, flavor);
        PlainTree tree = new PlainTree(before, flavor, held);
        of(Decision.Expire.class, flavor).forEach(e -> held.merge(e.team(), -e.gpus(), Integer::sum));
        for (Decision.Shrink s : of(Decision.Shrink.class, flavor).toList()) {
            // A notice that is carried out was judged when it was given; only a cut is decided now.
            boolean cut = s.reason() == ReclaimReason.CAPACITY_LOST
                    && s.forRequest() == null
                    && lease(s.lease()).use().lost() == 0;
            if (cut)
                assertThat(held.get(s.team()))
                        .as("%s", s)
                        .isGreaterThan(tree.shape.team(s.team()).guaranteed());
            held.merge(s.team(), -s.gpus(), Integer::sum);
        }
        of(Decision.Admit.class, flavor).forEach(a -> held.merge(a.team(), a.gpus(), Integer::sum));
        of(Decision.Grow.class, flavor).forEach(g -> held.merge(g.team(), g.gpus(), Integer::sum));
        List<Decision.Reclaim> reclaims = of(Decision.Reclaim.class, flavor)
                .filter(r ->
                        r.reason() == ReclaimReason.OWNER_RECLAIM || r.reason() == ReclaimReason.FAIR_SHARE_RECLAIM)
                .toList();
        List<Notice> earlier = new ArrayList<>(after.notices());
        of(Decision.Reclaim.class, flavor).forEach(r -> earlier.removeIf(n -> isOf(n, r)));
        earlier.removeIf(n -> n.reason() == ReclaimReason.RESERVATION
                || !lease(n.lease()).flavor().equals(flavor.name()));
        // A lease that lost devices since it was told holds fewer than it was told to give back.
        for (Held lease : after.leases()) {
            int told = earlier.stream()
                    .filter(n -> n.lease().equals(lease.id()))
                    .mapToInt(Notice::gpus)
                    .sum();
            held.merge(lease.team(), -Math.min(lease.gpus(), told), Integer::sum);
        }
        PlainTree then = new PlainTree(before, flavor, held);
        for (QuotaNode node : then.shape.nodes())
            assertThat(then.usage(node) - allButTheLargest(leaving(node, then, reclaims)))
                    .as("%s gives back what it borrowed: %s", node.name(), reclaims)
                    .isGreaterThan(leaving(node, then, reclaims).isEmpty() ? -1 : then.subtree(node));
    }

    /** A team within its nominal that gave GPUs to another has lent them: they were idle past the policy, and still are. */
    private void law6OrWhatIsLendable(Flavor flavor) {
        Map<String, Integer> lent = new HashMap<>();
        of(Decision.Shrink.class, flavor)
                .filter(Decision.Shrink::lends)
                .forEach(it -> lent.merge(it.lease(), it.gpus(), Integer::sum));
        of(Decision.Reclaim.class, flavor)
                .filter(it -> it.reason() == ReclaimReason.IDLE && it.forRequest() != null)
                .forEach(it -> lent.merge(it.lease(), it.gpus(), Integer::sum));
        lent.forEach((lease, gpus) -> assertThat(gpus)
                .as("%s lends what is idle past the policy", lease)
                .isLessThanOrEqualTo(lease(lease).use().lendable()));
    }

    /**
     * Whoever waits would not fit either if all leases that are lendable as a whole, and old enough, were lent. What comes
     * free anyway he waits for like everybody.
     */
    private void nobodyWaitsForWhatIsLendable(Flavor flavor) {
        if (of(Decision.Wait.class).anyMatch(wait -> MAY_WAIT_FOR_LENDABLE.contains(wait.reason()))) return;
        PlainTree without = settled(flavor, null, null);
        Map<String, Integer> held = settledHoldings(flavor, null, null);
        after.leases().stream()
                .filter(l -> l.flavor().equals(flavor.name()) && l.use().lendable() == l.gpus())
                .filter(l ->
                        !l.startedAt().plus(rulesOf(l.team()).minimumRuntime()).isAfter(now))
                .forEach(l -> held.merge(l.team(), -left(l, null), Integer::sum));
        PlainTree tree = new PlainTree(after, flavor, held);
        of(Decision.Wait.class, flavor)
                .filter(wait -> wait.reason() != WaitReason.WAITING_FOR_RECLAIM)
                .filter(wait -> request(wait.request()).profile().reclaimable()
                        && !request(wait.request()).isDelayed(now))
                .filter(wait ->
                        without.available(wait.team()) < request(wait.request()).minGpus())
                .forEach(wait -> assertThat(tree.available(wait.team()))
                        .as("%s would not fit into what is lendable", wait)
                        .isLessThan(request(wait.request()).minGpus()));
    }

    private TeamRules rulesOf(String team) {
        return before.teams().stream()
                .filter(t -> t.name().equals(team))
                .findFirst()
                .orElseThrow()
                .rules();
    }

    /** What is reclaimed from a team, or from those in a cohort for somebody outside it. */
    private List<Decision.Reclaim> leaving(QuotaNode node, PlainTree tree, List<Decision.Reclaim> reclaims) {
        return reclaims.stream()
                .filter(r -> tree.keptFrom(
                                tree.shape.team(r.team()),
                                request(r.forRequest()).team())
                        .contains(node))
                .toList();
    }

    /** Only the last lease to go may straddle what its owner owns, if it goes entirely: each was above it when it went. */
    private static int allButTheLargest(List<Decision.Reclaim> reclaims) {
        int[] gpus = reclaims.stream().mapToInt(Decision.Reclaim::gpus).toArray();
        return Arrays.stream(gpus).sum() - Arrays.stream(gpus).max().orElse(0);
    }

    private void law9ProtectedLeasesAreNoVictims() {
        of(Decision.Reclaim.class).forEach(r -> {
            Held lease = lease(r.lease());
            assertThat(lease.profile().reclaimable()).as("%s", r).isTrue();
            boolean protectedNow = lease.startedAt()
                    .plus(rulesOf(lease.team()).minimumRuntime())
                    .isAfter(now);
            if (protectedNow)
                assertThat(r.remaining())
                        .as("%s", r)
                        .isGreaterThanOrEqualTo(lease.range().min());
        });
    }

    private void everyNoticeHasATaker() {
        assertThat(after.notices())
                .filteredOn(n -> n.reason() != ReclaimReason.IDLE || n.forRequest() != null)
                .allSatisfy(
                        n -> assertThat(after.waiting()).extracting(Waiting::id).contains(n.forRequest()));
    }

    private Held lease(String id) {
        return Stream.concat(before.leases().stream(), after.leases().stream())
                .filter(l -> l.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Waiting request(String id) {
        return after.waiting().stream()
                .filter(w -> w.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private <D extends Decision> Stream<D> of(Class<D> type) {
        return plan.decisions().stream().filter(type::isInstance).map(type::cast);
    }

    private <D extends Decision> Stream<D> of(Class<D> type, Flavor flavor) {
        return of(type).filter(d -> flavorOf(d).equals(flavor.name()));
    }

    private static String teamOf(Decision grant) {
        return grant instanceof Decision.Admit admit ? admit.team() : ((Decision.Grow) grant).team();
    }

    private static String flavorOf(Decision decision) {
        return switch (decision) {
            case Decision.Admit d -> d.flavor();
            case Decision.Wait d -> d.flavor();
            case Decision.Reclaim d -> d.flavor();
            case Decision.CallOff d -> d.flavor();
            case Decision.Shrink d -> d.flavor();
            case Decision.Expire d -> d.flavor();
            case Decision.Grow d -> d.flavor();
        };
    }
}
