package io.headroom.world;

import io.headroom.allocator.Held;
import io.headroom.allocator.Policy;
import io.headroom.allocator.Team;
import io.headroom.allocator.World;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A world while it is read: its fields come in any order, and what they refer to may come later. */
final class Draft {
    private static final Set<String> FIELDS =
            Fields.named("now", "policy", "flavors", "cohorts", "teams", "leases", "waiting", "notices", "loans");
    private static final Set<String> POLICY = Fields.named("preset", "historyWeight", "starvationLimit");

    /** A plan has a row for each team and flavor. */
    private static final int MOST_ROWS = 500_000;

    private final Registers names = new Registers();
    private final Nodes nodes = new Nodes(names);
    private final Sum wanted = new Sum();
    private final Flavors flavors = new Flavors(names);
    private final Cohorts cohorts = new Cohorts(names, nodes);
    private final Teams teams = new Teams(names, nodes);
    private final Latest latest = new Latest();
    private final Leases leases = new Leases(names, wanted, latest);
    private final Requests requests = new Requests(names, wanted, latest);
    private final Notices notices = new Notices(names);
    private final Loans loans = new Loans(names);
    private Instant now;
    private Policy policy = Policy.DEFAULT;

    void read(Tokens tokens, Place place) throws IOException {
        switch (place.field()) {
            case "now" -> now = tokens.value(place).instant();
            case "policy" -> policy(tokens.value(place));
            case "flavors" -> tokens.each(place, flavors::read);
            case "cohorts" -> tokens.each(place, cohorts::read);
            case "teams" -> tokens.each(place, teams::read);
            case "leases" -> tokens.each(place, leases::read);
            case "waiting" -> tokens.each(place, requests::read);
            case "notices" -> tokens.each(place, notices::read);
            case "loans" -> tokens.each(place, loans::read);
            default -> throw Fields.unknown(place, FIELDS);
        }
    }

    private void policy(Value given) {
        if (given.raw() == null) return;
        Fields fields = given.fields(POLICY);
        policy = new Policy(
                fields.optional("preset")
                        .map(value -> value.oneOf(Words.PRESETS))
                        .orElse(policy.preset()),
                fields.optional("historyWeight")
                        .map(value -> value.amount(Value.MOST))
                        .orElse(policy.historyWeight()),
                fields.optional("starvationLimit").map(Value::duration).orElse(policy.starvationLimit()));
    }

    WorldAt finish() {
        names.settle();
        cohorts.checkTree();
        if ((long) names.teams().size() * names.flavors().size() > MOST_ROWS)
            throw new BadWorld(
                    Place.WORLD.field("flavors"),
                    names.flavors().size() + " for " + names.teams().size() + " teams are more than " + MOST_ROWS
                            + " rows");
        return world(new Frame(now == null ? latest.get() : now, policy));
    }

    private WorldAt world(Frame frame) {
        List<Team> known = teams.in(frame);
        List<Held> held = leases.in(frame);
        if (frame.isOurs()) held = Profiles.protectInference(held, leases.silent(), known);
        if (!frame.countsQuotaOnly()) flavors.hold(held);
        notices.take(held);
        World world = new World(
                frame.policy(),
                flavors.all(),
                cohorts.all(),
                known,
                held,
                requests.in(frame),
                notices.all(),
                loans.all());
        return new WorldAt(world, frame.now());
    }
}
