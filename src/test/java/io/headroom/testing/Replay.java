package io.headroom.testing;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Held;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Takes;
import io.headroom.allocator.WaitReason;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Applies plans to a world, the way the portal does: a lease that yields entirely keeps its place in the queue, and what a
 * lease lends while it is idle asks for nothing until it is called back.
 */
public final class Replay {
    private final Map<String, Waiting> origins = new HashMap<>();
    private final Map<String, Integer> timesReclaimed = new HashMap<>();
    private final Map<String, Duration> terms = new HashMap<>();
    private final Map<String, Waiting> lent = new LinkedHashMap<>();
    private World world;

    public Replay(World world) {
        this.world = world;
    }

    public World world() {
        return world;
    }

    public void edit(World edited) {
        world = edited;
    }

    /** What was lent while idle and not called back: as the requests that ask for it then, by id. */
    public List<String> lent() {
        return List.copyOf(lent.keySet());
    }

    /** A holder wants back what it lent; nothing if its term is over. */
    public void callBack(String id) {
        List<Waiting> waiting = new ArrayList<>(world.waiting());
        waiting.add(lent.remove(id));
        world = world.waiting(waiting);
    }

    /** Plans and applies; the plan is returned, the world moves on. */
    public Plan step(Instant now) {
        world = withTermsFrom(now);
        Plan plan = new Allocator().plan(world, now);
        world = new Step(now, plan.loans()).applied(plan);
        return plan;
    }

    /** A request that waits would end later by as long as it waits; one that had begun ends when it was to end. */
    private World withTermsFrom(Instant now) {
        List<Waiting> waiting = world.waiting().stream()
                .map(request -> timesReclaimed.containsKey(request.id())
                        ? request
                        : request.endingAt(start(request, now).plus(termOf(request))))
                .filter(request -> request.endsAt().isAfter(now))
                .toList();
        return world.waiting(waiting);
    }

    private static Instant start(Waiting request, Instant now) {
        return request.startsAt() != null && request.startsAt().isAfter(now) ? request.startsAt() : now;
    }

    private Duration termOf(Waiting request) {
        return terms.computeIfAbsent(
                request.id(), _ -> Duration.between(start(request, request.submittedAt()), request.endsAt()));
    }

    private final class Step {
        private final Instant now;
        private final List<Loan> loans;
        private final Map<String, Held> held = new LinkedHashMap<>();
        private final Map<String, Waiting> waiting = new LinkedHashMap<>();
        private final List<Notice> notices;

        Step(Instant now, List<Loan> loans) {
            this.now = now;
            this.loans = loans;
            world.leases().forEach(lease -> held.put(lease.id(), lease));
            world.waiting().forEach(request -> waiting.put(request.id(), request));
            notices = new ArrayList<>(world.notices());
            notices.removeIf(notice -> !notice.deadline().isAfter(now));
        }

        World applied(Plan plan) {
            plan.decisions().forEach(this::apply);
            notices.removeIf(notice -> !held.containsKey(notice.lease()));
            return new World(
                    world.policy(),
                    world.flavors(),
                    world.cohorts(),
                    world.teams(),
                    List.copyOf(held.values()),
                    List.copyOf(waiting.values()),
                    notices,
                    loans);
        }

        private void apply(Decision decision) {
            switch (decision) {
                case Decision.Expire expire -> held.remove(expire.lease());
                case Decision.Admit admit -> start(admit);
                case Decision.Shrink shrink -> shrink(shrink);
                case Decision.Reclaim reclaim -> tell(reclaim);
                case Decision.CallOff off ->
                    notices.removeIf(notice -> notice.lease().equals(off.lease())
                            && Objects.equals(off.forRequest(), notice.forRequest())
                            && off.reason() == notice.reason());
                case Decision.Wait wait
                when wait.reason() == WaitReason.WAITING_FOR_RECLAIM ->
                    waiting.computeIfPresent(
                            wait.request(), (_, taker) -> taker.taking(new Takes(wait.flavor(), wait.gpus())));
                case Decision.Wait _ -> {}
                case Decision.Grow grow ->
                    held.computeIfPresent(grow.lease(), (_, lease) -> lease.holding(grow.total()));
            }
        }

        private void start(Decision.Admit admit) {
            Waiting request = waiting.remove(admit.request());
            origins.put(request.id(), request);
            int times = timesReclaimed.getOrDefault(request.id(), 0);
            held.put(request.id(), request.granted(admit.flavor(), admit.gpus(), times, now));
        }

        private void tell(Decision.Reclaim r) {
            notices.add(new Notice(r.lease(), r.gpus(), r.forRequest(), r.reason(), r.deadline()));
            if (r.forRequest() == null) return;
            waiting.computeIfPresent(
                    r.forRequest(),
                    (_, taker) -> taker.takes() != null ? taker : taker.taking(new Takes(r.flavor(), taker.gpus())));
        }

        private void shrink(Decision.Shrink shrink) {
            Held lease = held.remove(shrink.lease());
            int left = shrink.remaining();
            if (shrink.lends()) lend(lease, left);
            else if (left > 0) held.put(lease.id(), lease.holding(left));
            else requeue(lease);
        }

        private void lend(Held lease, int left) {
            if (left == 0) {
                timesReclaimed.put(lease.id(), lease.timesReclaimed());
                lent.put(lease.id(), again(lease));
                return;
            }
            held.put(lease.id(), lease.lent(left));
            Waiting part = Requests.part(lease, lease.gpus() - left);
            timesReclaimed.put(part.id(), 0);
            lent.put(part.id(), part);
        }

        private void requeue(Held lease) {
            timesReclaimed.put(lease.id(), lease.timesReclaimed() + 1);
            waiting.put(lease.id(), again(lease));
        }

        private Waiting again(Held lease) {
            Waiting origin = origins.containsKey(lease.id()) ? origins.get(lease.id()) : Requests.of(lease);
            return origin.endingAt(lease.endsAt()).taking(null);
        }
    }
}
