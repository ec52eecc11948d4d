package io.headroom.planning;

import io.headroom.allocator.Decision;
import io.headroom.allocator.Held;
import io.headroom.allocator.Notice;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Takes;
import io.headroom.allocator.WaitReason;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Applies plans to a world as the portal applies them to the database: who yields entirely keeps its place in the queue. */
final class Stage {
    /** What started here, as it waited: it goes back to the queue as that. */
    private final Map<String, Waiting> started = new HashMap<>();

    private final Map<String, Integer> timesReclaimed = new HashMap<>();

    /** The world after a plan. */
    World applied(World world, Plan plan, Instant now) {
        Scene scene = new Scene(world, now);
        plan.decisions().forEach(scene::apply);
        return scene.world(world, plan);
    }

    /** Whether a request got its GPUs here, or gave them all back: its end is fixed from then on. */
    boolean started(String request) {
        return started.containsKey(request);
    }

    private final class Scene {
        private final Instant now;
        private final Map<String, Held> held = new LinkedHashMap<>();
        private final Map<String, Waiting> waiting = new LinkedHashMap<>();
        private final List<Notice> notices;

        Scene(World world, Instant now) {
            this.now = now;
            world.leases().forEach(lease -> held.put(lease.id(), lease));
            world.waiting().forEach(request -> waiting.put(request.id(), request));
            notices = new ArrayList<>(world.notices());
            notices.removeIf(notice -> !notice.deadline().isAfter(now));
        }

        World world(World before, Plan plan) {
            notices.removeIf(notice -> !held.containsKey(notice.lease()));
            return new World(
                    before.policy(),
                    before.flavors(),
                    before.cohorts(),
                    before.teams(),
                    List.copyOf(held.values()),
                    List.copyOf(waiting.values()),
                    notices,
                    plan.loans());
        }

        void apply(Decision decision) {
            switch (decision) {
                case Decision.Expire expire -> held.remove(expire.lease());
                case Decision.Admit admit -> start(admit);
                case Decision.Grow grow ->
                    held.computeIfPresent(grow.lease(), (id, lease) -> lease.holding(grow.total()));
                case Decision.Shrink shrink -> shrink(shrink);
                case Decision.Reclaim reclaim -> tell(reclaim);
                case Decision.CallOff off ->
                    notices.removeIf(notice -> notice.lease().equals(off.lease())
                            && Objects.equals(off.forRequest(), notice.forRequest()));
                case Decision.Wait wait -> {
                    if (wait.reason() == WaitReason.WAITING_FOR_RECLAIM)
                        takes(wait.request(), new Takes(wait.flavor(), wait.gpus()));
                }
            }
        }

        private void start(Decision.Admit admit) {
            Waiting request = waiting.remove(admit.request());
            started.put(request.id(), request);
            int times = timesReclaimed.getOrDefault(request.id(), 0);
            held.put(request.id(), request.granted(admit.flavor(), admit.gpus(), times, now));
        }

        private void tell(Decision.Reclaim it) {
            notices.add(new Notice(it.lease(), it.gpus(), it.forRequest(), it.reason(), it.deadline()));
        }

        private void takes(String request, Takes takes) {
            waiting.computeIfPresent(request, (id, taker) -> taker.taking(takes));
        }

        private void shrink(Decision.Shrink shrink) {
            Held lease = held.remove(shrink.lease());
            int left = shrink.remaining();
            if (left > 0) held.put(lease.id(), shrink.lends() ? lease.lent(left) : lease.holding(left));
            else if (!shrink.lends()) requeue(lease);
        }

        private void requeue(Held lease) {
            timesReclaimed.put(lease.id(), lease.timesReclaimed() + 1);
            Waiting origin = started.computeIfAbsent(lease.id(), _ -> Waiting.again(lease));
            waiting.put(lease.id(), origin.endingAt(lease.endsAt()).taking(null));
        }
    }
}
