package io.headroom.planning;

import io.headroom.allocator.Cohort;
import io.headroom.allocator.Standing;
import io.headroom.allocator.Team;
import io.headroom.allocator.TeamShare;
import io.headroom.allocator.World;
import io.headroom.planning.Rehearsal.Rehearsed;
import io.headroom.team.Owner;
import io.headroom.team.PolicySettings;
import io.headroom.team.Settings;
import io.headroom.team.Teams;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/** Answers "what would happen if I saved this?" by rehearsing the world with and without the edit; changes nothing. */
@ApplicationScoped
public class EditPreview {
    /** How far ahead it looks, unless too much happens before. */
    static final Duration HORIZON = Duration.ofHours(24);

    private final Snapshots snapshots;
    private final UsageShares usage;
    private final Teams teams;

    EditPreview(Snapshots snapshots, UsageShares usage, Teams teams) {
        this.snapshots = snapshots;
        this.usage = usage;
        this.teams = teams;
    }

    /** Other settings of one team or cohort. */
    public Effect of(Owner owner, Settings settings, Instant now) {
        return switch (owner.type()) {
            case TEAM ->
                of(
                        world -> world.teams(world.teams().stream()
                                .map(it -> it.name().equals(owner.name()) ? team(it, settings) : it)
                                .toList()),
                        now);
            case COHORT ->
                of(
                        world -> cohorts(
                                world,
                                world.cohorts().stream()
                                        .map(it -> it.name().equals(owner.name()) ? cohort(it, settings) : it)
                                        .toList()),
                        now);
        };
    }

    /** Another policy. */
    public Effect of(PolicySettings policy, Instant now) {
        return of(world -> governed(world, policy, now), now);
    }

    private Effect of(UnaryOperator<World> edit, Instant now) {
        World world = QuarkusTransaction.requiringNew().call(() -> {
            snapshots.pin();
            return snapshots.load(now).world();
        });
        return effect(world, edit.apply(world), now);
    }

    /** What differs between two worlds from now on. */
    static Effect effect(World world, World edited, Instant now) {
        return effect(Rehearsal.of(world, now, HORIZON), Rehearsal.of(edited, now, HORIZON), now);
    }

    /** The same of worlds that were rehearsed. */
    static Effect effect(Rehearsed asIs, Rehearsed asEdited, Instant now) {
        // What only one of them saw would look like a difference.
        Instant until = asIs.until().isBefore(asEdited.until()) ? asIs.until() : asEdited.until();
        Outlook without = Outlook.of(asIs, until);
        Outlook with = Outlook.of(asEdited, until);
        List<Effect.Return> returns = with.returns().entrySet().stream()
                .filter(it -> !without.returns().containsKey(it.getKey()))
                .map(java.util.Map.Entry::getValue)
                .toList();
        return new Effect(shifts(asIs.start(), asEdited.start()), returns, starts(without, with), now, until);
    }

    private static List<Effect.Shift> shifts(World world, World edited) {
        List<TeamShare> before = Standstill.of(world).teams();
        List<TeamShare> after = Standstill.of(edited).teams();
        List<Effect.Shift> shifts = new ArrayList<>();
        for (TeamShare it : before)
            after.stream()
                    .filter(then ->
                            then.team().equals(it.team()) && then.flavor().equals(it.flavor()))
                    .filter(then -> differ(it, then))
                    .forEach(then -> shifts.add(new Effect.Shift(it, then)));
        return shifts;
    }

    private static boolean differ(TeamShare one, TeamShare other) {
        return one.nominal() != other.nominal()
                || one.guaranteed() != other.guaranteed()
                || one.borrowed() != other.borrowed()
                || one.lent() != other.lent();
    }

    private static List<Effect.Start> starts(Outlook without, Outlook with) {
        List<Effect.Start> starts = new ArrayList<>();
        with.starts().values().forEach(it -> {
            Effect.Start otherwise = without.starts().get(it.request());
            Instant then = otherwise == null ? null : otherwise.at();
            if (!Objects.equals(it.at(), then)) starts.add(at(it, it.at(), then));
        });
        without.starts().values().stream()
                .filter(it -> !with.starts().containsKey(it.request()))
                .forEach(it -> starts.add(at(it, null, it.at())));
        return starts;
    }

    private static Effect.Start at(Effect.Start it, Instant at, Instant otherwise) {
        return new Effect.Start(it.request(), it.team(), it.flavor(), it.gpus(), at, otherwise);
    }

    private Team team(Team it, Settings settings) {
        return new Team(
                it.name(),
                it.cohort(),
                standing(it.standing(), settings),
                settings.quotas(),
                settings.rules().over(teams.defaultRules()));
    }

    private static Cohort cohort(Cohort it, Settings settings) {
        return new Cohort(it.name(), it.parent(), standing(it.standing(), settings), settings.quotas());
    }

    private static Standing standing(Standing it, Settings settings) {
        return new Standing(settings.weight(), settings.rank(), it.usageShare(), it.createdAt());
    }

    private World governed(World world, PolicySettings policy, Instant now) {
        UsageShares.Counted counted = QuarkusTransaction.requiringNew().call(() -> usage.counted(policy, now));
        return new World(
                policy.policy(),
                world.flavors(),
                counted.cohorts(),
                counted.teams(),
                world.leases(),
                world.waiting(),
                world.notices(),
                world.loans());
    }

    private static World cohorts(World it, List<Cohort> others) {
        return new World(
                it.policy(), it.flavors(), others, it.teams(), it.leases(), it.waiting(), it.notices(), it.loans());
    }
}
