package io.headroom.testing;

import io.headroom.allocator.Decision;
import io.headroom.allocator.Loan;
import io.headroom.allocator.Plan;
import io.headroom.allocator.ReclaimReason;
import io.headroom.allocator.TeamShare;
import io.headroom.allocator.WaitReason;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** Says what a plan decides, so that a test reads as a sentence. */
public final class PlanAssert extends AbstractAssert<PlanAssert, Plan> {
    private PlanAssert(Plan plan) {
        super(plan, PlanAssert.class);
    }

    public static PlanAssert assertThat(Plan plan) {
        return new PlanAssert(plan);
    }

    public PlanAssert admits(String request, int own, int borrowed) {
        var admitted = one(Decision.Admit.class, admit -> admit.request().equals(request));
        Assertions.assertThat(admitted.own() + " own, " + admitted.borrowed() + " borrowed")
                .as(request)
                .isEqualTo(own + " own, " + borrowed + " borrowed");
        return this;
    }

    public PlanAssert admitsExactly(String... requests) {
        Assertions.assertThat(all(Decision.Admit.class).map(Decision.Admit::request))
                .as("admitted")
                .containsExactly(requests);
        return this;
    }

    public PlanAssert lends(String lender, String borrower, int gpus) {
        Assertions.assertThat(actual.loans()).contains(new Loan(lender, borrower, CapacityWorld.H100, gpus));
        return this;
    }

    public PlanAssert hasLoans(Loan... loans) {
        Assertions.assertThat(actual.loans()).containsExactlyInAnyOrder(loans);
        return this;
    }

    /** Lease by lease, what is reclaimed. */
    public PlanAssert reclaims(Map<String, Integer> byLease) {
        Map<String, Integer> reclaimed = new TreeMap<>();
        all(Decision.Reclaim.class).forEach(r -> reclaimed.merge(r.lease(), r.gpus(), Integer::sum));
        Assertions.assertThat(reclaimed).as("reclaimed").isEqualTo(byLease);
        return this;
    }

    /** Lease by lease, what it grows by. */
    public PlanAssert grows(Map<String, Integer> byLease) {
        Assertions.assertThat(
                        all(Decision.Grow.class).collect(Collectors.toMap(Decision.Grow::lease, Decision.Grow::gpus)))
                .as("grows")
                .isEqualTo(byLease);
        return this;
    }

    public PlanAssert reclaimsNothing() {
        return reclaims(Map.of());
    }

    public PlanAssert reclaimsFor(ReclaimReason reason) {
        Assertions.assertThat(all(Decision.Reclaim.class).map(Decision.Reclaim::reason))
                .as("reasons")
                .isNotEmpty()
                .containsOnly(reason);
        return this;
    }

    public PlanAssert reclaimsBy(String lease, Instant deadline) {
        Assertions.assertThat(one(Decision.Reclaim.class, r -> r.lease().equals(lease))
                        .deadline())
                .as("deadline of " + lease)
                .isEqualTo(deadline);
        return this;
    }

    public PlanAssert waits(String request, WaitReason reason) {
        Assertions.assertThat(waitOf(request).reason())
                .as(() -> request + ": " + waitOf(request).sentence())
                .isEqualTo(reason);
        return this;
    }

    public PlanAssert startsAround(String request, Instant start) {
        Assertions.assertThat(waitOf(request).estimatedStart())
                .as("start of " + request)
                .isEqualTo(start);
        return this;
    }

    public PlanAssert shrinks(String lease, int gpus, int remaining) {
        var shrunk = one(Decision.Shrink.class, s -> s.lease().equals(lease));
        Assertions.assertThat(shrunk.gpus() + " leave, " + shrunk.remaining() + " stay")
                .as(lease)
                .isEqualTo(gpus + " leave, " + remaining + " stay");
        return this;
    }

    public PlanAssert shrinksExactly(String... leases) {
        Assertions.assertThat(all(Decision.Shrink.class).map(Decision.Shrink::lease))
                .containsExactly(leases);
        return this;
    }

    public PlanAssert expires(String lease) {
        one(Decision.Expire.class, e -> e.lease().equals(lease));
        return this;
    }

    public PlanAssert callsOff(String lease) {
        one(Decision.CallOff.class, c -> c.lease().equals(lease));
        return this;
    }

    public PlanAssert callsOffNothing() {
        Assertions.assertThat(all(Decision.CallOff.class)).isEmpty();
        return this;
    }

    public PlanAssert says(String sentence) {
        Assertions.assertThat(actual.decisions()).extracting(Decision::sentence).contains(sentence);
        return this;
    }

    public PlanAssert wakesAt(Instant instant) {
        Assertions.assertThat(actual.nextWake()).isEqualTo(instant);
        return this;
    }

    public PlanAssert share(String team, Function<TeamShare, Integer> number, int expected) {
        Map<String, TeamShare> shares = actual.teams().stream()
                .collect(Collectors.toMap(TeamShare::team, s -> s, (a, _) -> a, LinkedHashMap::new));
        Assertions.assertThat(number.apply(shares.get(team)))
                .as(() -> "in " + shares.get(team))
                .isEqualTo(expected);
        return this;
    }

    private Decision.Wait waitOf(String request) {
        return one(Decision.Wait.class, wait -> wait.request().equals(request));
    }

    private <D extends Decision> D one(Class<D> type, Function<D, Boolean> which) {
        return all(type)
                .filter(which::apply)
                .findFirst()
                .orElseThrow(() -> failure("no such %s in %s", type.getSimpleName(), actual.decisions()));
    }

    private <D extends Decision> Stream<D> all(Class<D> type) {
        return actual.decisions().stream().filter(type::isInstance).map(type::cast);
    }
}
