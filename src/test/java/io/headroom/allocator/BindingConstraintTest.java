package io.headroom.allocator;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.testing.CapacityWorld;
import io.headroom.testing.VariedWorlds;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Section 5: every wait names the constraint that binds, which means that lifting it alone changes the answer. One
 * request at a time, in worlds with all that the rules know.
 */
class BindingConstraintTest {
    private static final Instant NOON = CapacityWorld.NOON;

    /** What is only named if nothing else stands in the way: without it, the request is served. */
    private static final Set<WaitReason> LAST = Set.of(
            WaitReason.EXCEEDS_FAIR_SHARE,
            WaitReason.NOT_RECLAIMABLE,
            WaitReason.PROTECTED_BY_MINIMUM_RUNTIME,
            WaitReason.WAITING_FOR_QUOTA);

    /** How often a reason was named, and how often the request was served without it. */
    private static final class Answers {
        private int named;
        private int served;

        private void count(boolean isServed) {
            named++;
            if (isServed) served++;
        }
    }

    @Property(tries = 3000, seed = "1")
    void liftingTheNamedConstraintAloneChangesTheAnswer(@ForAll long seed) {
        check(seed, new TreeMap<>());
    }

    /** Others may bind as well, but mostly the one that is named is the only one. */
    @Test
    void everyConstraintOccursAndMostlyBindsAlone() {
        Map<WaitReason, Answers> seen = new TreeMap<>();
        LongStream.range(0, 3000).forEach(seed -> check(seed, seen));
        assertThat(seen)
                .containsKeys(
                        WaitReason.WAITING_FOR_QUOTA,
                        WaitReason.EXCEEDS_BORROWING_LIMIT,
                        WaitReason.EXCEEDS_LENDING_LIMITS,
                        WaitReason.EXCEEDS_FAIR_SHARE,
                        WaitReason.EXCEEDS_NOMINAL_QUOTA,
                        WaitReason.EXCEEDS_CAPACITY,
                        WaitReason.PROTECTED_BY_MINIMUM_RUNTIME,
                        WaitReason.NOT_RECLAIMABLE);
        seen.forEach((reason, answers) -> assertThat(answers.served)
                .as("served without %s, of %d", reason, answers.named)
                .isGreaterThan(answers.named / 2));
    }

    private static void check(long seed, Map<WaitReason, Answers> seen) {
        World world = new VariedWorlds(seed).busy(NOON);
        for (Waiting request : world.waiting()) {
            if (request.startsAt() != null) continue;
            World alone = world.waiting(List.of(request));
            Decision.Wait wait = waitOf(alone, request);
            if (wait == null || wait.reason() == WaitReason.WAITING_FOR_RECLAIM) continue;
            Decision.Wait then = waitOf(lifted(alone, request, wait), request);
            boolean served = then == null || then.reason() == WaitReason.WAITING_FOR_RECLAIM;
            if (LAST.contains(wait.reason()))
                assertThat(served).as("seed %d: %s; then %s", seed, wait, then).isTrue();
            else
                assertThat(then == null ? null : then.reason())
                        .as("seed %d: %s", seed, wait)
                        .isNotEqualTo(wait.reason());
            seen.computeIfAbsent(wait.reason(), _ -> new Answers()).count(served);
        }
    }

    private static Decision.Wait waitOf(World world, Waiting request) {
        for (Decision decision : new Allocator().plan(world, NOON).decisions())
            if (decision instanceof Decision.Wait wait && wait.request().equals(request.id())) return wait;
        return null;
    }

    private static World lifted(World world, Waiting request, Decision.Wait wait) {
        return switch (wait.reason()) {
            case EXCEEDS_BORROWING_LIMIT -> quotas(world, quota -> quota.borrowingAtMost(Quota.UNLIMITED));
            case EXCEEDS_LENDING_LIMITS -> quotas(world, quota -> quota.lendingAtMost(Quota.UNLIMITED));
            case EXCEEDS_NOMINAL_QUOTA -> world.waiting(List.of(reclaimable(request)));
            case EXCEEDS_CAPACITY, NO_MATCHING_FLAVOR ->
                world.flavors(world.flavors().stream()
                        .map(it -> new Flavor(it.name(), 100))
                        .toList());
            case EXCEEDS_FAIR_SHARE -> owningAll(world, request.team());
            case PROTECTED_BY_MINIMUM_RUNTIME ->
                world.teams(world.teams().stream()
                        .map(it -> it.ruledBy(it.rules().protectedFor(Duration.ZERO)))
                        .toList());
            case NOT_RECLAIMABLE ->
                world.leases(world.leases().stream()
                        .map(BindingConstraintTest::reclaimable)
                        .toList());
            case WAITING_FOR_QUOTA, HELD_FOR_OTHERS -> world.leases(List.of());
            case WAITING_FOR_RECLAIM, NOT_STARTED -> throw new AssertionError("nothing binds: " + wait);
        };
    }

    private static World quotas(World world, UnaryOperator<Quota> change) {
        return new World(
                world.policy(),
                world.flavors(),
                world.cohorts().stream()
                        .map(it -> new Cohort(it.name(), it.parent(), it.standing(), changed(it.quotas(), change)))
                        .toList(),
                world.teams().stream()
                        .map(it -> it.owning(changed(it.quotas(), change)))
                        .toList(),
                world.leases(),
                world.waiting(),
                world.notices(),
                world.loans());
    }

    private static Map<String, Quota> changed(Map<String, Quota> quotas, UnaryOperator<Quota> change) {
        Map<String, Quota> changed = new HashMap<>();
        quotas.forEach((flavor, quota) -> changed.put(flavor, change.apply(quota)));
        return changed;
    }

    /** A fair share of everything: the team owns all there is, and nobody else anything. */
    private static World owningAll(World world, String name) {
        World nobodys = quotas(world, quota -> new Quota(0, quota.borrowingLimit(), quota.lendingLimit()));
        Map<String, Quota> all = new HashMap<>();
        for (Flavor flavor : world.flavors()) all.put(flavor.name(), Quota.nominal(flavor.capacity()));
        return nobodys.teams(nobodys.teams().stream()
                .map(it -> it.name().equals(name) ? it.owning(all) : it)
                .toList());
    }

    private static Waiting reclaimable(Waiting it) {
        return new Waiting(
                it.id(),
                it.team(),
                it.choice(),
                it.gpus(),
                it.range(),
                new Profile(it.kind(), it.priority(), true),
                it.reclaimDelay(),
                it.submittedAt(),
                it.startsAt(),
                it.endsAt(),
                it.takes());
    }

    private static Held reclaimable(Held it) {
        return new Held(
                it.id(),
                it.team(),
                it.flavor(),
                it.gpus(),
                it.range(),
                new Profile(it.kind(), it.priority(), true),
                it.use(),
                it.timesReclaimed(),
                it.startedAt(),
                it.endsAt());
    }
}
