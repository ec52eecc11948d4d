package io.headroom.planning;

import io.headroom.allocator.Decision;
import io.headroom.allocator.World;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a rehearsal came to: who gives back what for whom, and which requests start when. */
final class Outlook {
    /** The same lease giving back for the same request is the same thing, whenever it is asked. */
    record Giving(String lease, String forRequest) {}

    private final Map<Giving, Effect.Return> returns = new LinkedHashMap<>();
    private final Map<String, Effect.Start> starts = new LinkedHashMap<>();
    private final Map<String, String> teams = new HashMap<>();

    private Outlook(World world) {
        world.leases().forEach(lease -> teams.put(lease.id(), lease.team()));
        world.waiting().forEach(request -> teams.put(request.id(), request.team()));
    }

    /** What was rehearsed before an instant. */
    static Outlook of(Rehearsal.Rehearsed rehearsed, Instant until) {
        Outlook outlook = new Outlook(rehearsed.start());
        rehearsed.before(until, outlook::see);
        // Asked before this began: no news.
        rehearsed.start().notices().forEach(it -> outlook.returns.remove(new Giving(it.lease(), it.forRequest())));
        return outlook;
    }

    Map<Giving, Effect.Return> returns() {
        return returns;
    }

    /** By request: the first time each starts. */
    Map<String, Effect.Start> starts() {
        return starts;
    }

    private void see(Decision decision, Instant at) {
        switch (decision) {
            case Decision.Reclaim it -> {
                String team = team(it.forRequest());
                var giving = new Effect.Return(
                        it.lease(),
                        it.team(),
                        it.flavor(),
                        it.gpus(),
                        it.remaining(),
                        team,
                        it.reason(),
                        it.deadline());
                returns.putIfAbsent(new Giving(it.lease(), it.forRequest()), giving);
            }
            case Decision.Shrink it -> {
                var giving = new Effect.Return(
                        it.lease(),
                        it.team(),
                        it.flavor(),
                        it.gpus(),
                        it.remaining(),
                        team(it.forRequest()),
                        it.reason(),
                        at);
                returns.putIfAbsent(new Giving(it.lease(), it.forRequest()), giving);
            }
            case Decision.Admit it ->
                starts.putIfAbsent(
                        it.request(), new Effect.Start(it.request(), it.team(), it.flavor(), it.gpus(), at, null));
            case Decision.Wait wait -> {}
            case Decision.Grow grow -> {}
            case Decision.CallOff off -> {}
            case Decision.Expire expire -> {}
        }
    }

    private String team(String request) {
        return request == null ? null : teams.get(request);
    }
}
