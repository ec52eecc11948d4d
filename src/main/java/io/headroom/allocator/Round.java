package io.headroom.allocator;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** What a {@link Session} decided at one instant, and made so. */
public final class Round {
    /** A request that got GPUs. */
    public record Start(String request, String flavor, int gpus) {}

    /** A lease that lost GPUs now; with nothing left it went back to the queue. */
    public record Loss(String lease, int gpus, int remaining) {}

    private final Session session;
    private final Instant now;
    private final List<Decision> settled;
    private final Admission admission;
    private final List<Growth.Growing> growing;
    private final List<Waiting> tooEarly;

    Round(
            Session session,
            Instant now,
            List<Decision> settled,
            Admission admission,
            List<Growth.Growing> growing,
            List<Waiting> tooEarly) {
        this.session = session;
        this.now = now;
        this.settled = settled;
        this.admission = admission;
        this.growing = growing;
        this.tooEarly = tooEarly;
    }

    /** Requests that hold GPUs from now on. */
    public List<Start> starts() {
        return admission.granted().stream()
                .map(grant ->
                        new Start(grant.request().id(), grant.book().flavor().name(), grant.gpus()))
                .toList();
    }

    /** Leases that lost GPUs now, because their notice ended or devices failed. */
    public List<Loss> losses() {
        return settled.stream()
                .filter(Decision.Shrink.class::isInstance)
                .map(Decision.Shrink.class::cast)
                .map(shrink -> new Loss(shrink.lease(), shrink.gpus(), shrink.remaining()))
                .toList();
    }

    /** Leases whose term ended now. */
    Stream<String> expired() {
        return settled.stream()
                .filter(Decision.Expire.class::isInstance)
                .map(Decision.Expire.class::cast)
                .map(Decision.Expire::lease);
    }

    /** How many leases were told to give GPUs back. */
    public int reclaims() {
        return session.asks.toldNow().size();
    }

    /**
     * The whole plan, with everybody's reasons. The session cannot be used any more.
     *
     * @param estimating whether to look ahead for when those who wait may start
     */
    Plan plan(boolean estimating) {
        WaitReport waits = new WaitReport(session, admission, now, estimating);
        return new Report(session, now, admission).plan(settled, growing, () -> waits.waits(tooEarly));
    }
}
