package io.headroom.planning;

import io.headroom.allocator.Allocator;
import io.headroom.allocator.Decision;
import io.headroom.allocator.Plan;
import io.headroom.allocator.Waiting;
import io.headroom.allocator.World;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * What the planning loop would do from here if nobody did anything: plans, applies the plan to the world, and goes on to
 * the next instant at which time alone changes the answer. Touches nothing but its own copy.
 */
final class Rehearsal {
    /** Each is a whole plan; what is still open after as many is open for long. */
    private static final int MOST_ROUNDS = 40;

    private final Allocator allocator = new Allocator();
    private final Map<String, Duration> terms = new HashMap<>();
    private final Stage stage = new Stage();

    /** One round: when, what was decided, and the world that follows. */
    record Round(Instant at, Plan plan, World after) {}

    /**
     * What was rehearsed.
     *
     * @param start the world before the first round
     * @param until what happens from then on was not looked at
     */
    record Rehearsed(World start, List<Round> rounds, Instant until) {
        /** The world once everything has happened that happens at an instant. */
        World at(Instant instant) {
            World world = start;
            for (Round round : rounds) if (!round.at.isAfter(instant)) world = round.after;
            return world;
        }

        /** The decisions before an instant, each with when it was made. */
        void before(Instant end, BiConsumer<Decision, Instant> each) {
            for (Round round : rounds)
                if (round.at.isBefore(end)) round.plan.decisions().forEach(it -> each.accept(it, round.at));
        }
    }

    /** The rounds until nothing more happens, or until the horizon. */
    static Rehearsed of(World world, Instant start, Duration horizon) {
        return new Rehearsal().rounds(world, start, start.plus(horizon));
    }

    private Rehearsed rounds(World start, Instant from, Instant until) {
        List<Round> rounds = new ArrayList<>();
        World world = start;
        Instant at = from;
        while (at != null && at.isBefore(until)) {
            if (rounds.size() == MOST_ROUNDS) return new Rehearsed(start, rounds, at);
            World now = lasting(world, at);
            Plan plan = allocator.planWithoutEstimates(now, at);
            world = stage.applied(now, plan, at);
            rounds.add(new Round(at, plan, world));
            at = next(plan, at);
        }
        return new Rehearsed(start, rounds, until);
    }

    /** What was decided may make more possible at once; else time has to move. */
    private static Instant next(Plan plan, Instant at) {
        boolean acted = plan.decisions().stream().anyMatch(it -> !(it instanceof Decision.Wait));
        return acted ? at : plan.nextWake();
    }

    /** A request that has not started yet ends later by as long as it waits. */
    private World lasting(World world, Instant at) {
        List<Waiting> waiting = world.waiting().stream()
                .map(it -> stage.started(it.id()) ? it : it.endingAt(at.plus(term(it, at))))
                .toList();
        return world.waiting(waiting);
    }

    private Duration term(Waiting request, Instant at) {
        return terms.computeIfAbsent(request.id(), id -> Duration.between(at, request.endsAt()));
    }
}
