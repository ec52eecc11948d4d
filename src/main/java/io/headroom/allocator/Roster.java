package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** The leases of each team in the order of R8, sorted when somebody asks. */
final class Roster {
    private static final class Line {
        private final List<Lease> leases = new ArrayList<>();
        private boolean sorted = true;
        private int elastic;
        private int idle;
    }

    private final Line[] lines;
    private final List<QuotaNode> teams = new ArrayList<>();
    private int elastic;
    private int idle;
    private int lendable;

    /** @param nodes how many nodes the tree has */
    Roster(int nodes) {
        this.lines = new Line[nodes];
    }

    void enter(Lease lease) {
        Line line = line(lease.team());
        line.leases.add(lease);
        line.sorted = line.leases.size() == 1;
        count(line, lease, 1);
    }

    private Line line(QuotaNode team) {
        if (lines[team.index()] == null) {
            lines[team.index()] = new Line();
            teams.add(team);
        }
        return lines[team.index()];
    }

    void leave(Lease lease) {
        Line line = line(lease.team());
        line.leases.remove(lease);
        count(line, lease, -1);
    }

    private void count(Line line, Lease lease, int by) {
        if (lease.held().range().min() < lease.held().range().max()) {
            line.elastic += by;
            elastic += by;
        }
        if (lease.held().use().idle() > 0) {
            line.idle += by;
            idle += by;
        }
        if (lease.held().use().lendable() > 0) lendable += by;
    }

    /** Whether any team has leases with GPUs that others may borrow while they are idle. */
    boolean hasLendable() {
        return lendable > 0;
    }

    /** Whether any team has leases that could give back in a stage. */
    boolean hasAny(Victims.Stage stage) {
        return switch (stage) {
            case IDLE -> idle > 0;
            case SURPLUS, STEP -> elastic > 0;
            case FURTHEST_ABOVE -> true;
        };
    }

    /** Teams that hold or held leases. */
    Collection<QuotaNode> teams() {
        return teams;
    }

    /** The leases of a team that could give back in a stage, first to go first. */
    List<Lease> of(QuotaNode team, Victims.Stage stage) {
        Line line = lines[team.index()];
        if (line == null) return List.of();
        return switch (stage) {
            case IDLE ->
                line.idle == 0
                        ? List.of()
                        : some(line, lease -> lease.held().use().idle() > 0);
            case SURPLUS, STEP -> line.elastic == 0 ? List.of() : some(line, Lease::isElastic);
            case FURTHEST_ABOVE -> sorted(line);
        };
    }

    List<Lease> of(QuotaNode team) {
        return of(team, Victims.Stage.FURTHEST_ABOVE);
    }

    private static List<Lease> some(Line line, Predicate<Lease> which) {
        return sorted(line).stream().filter(which).toList();
    }

    private static List<Lease> sorted(Line line) {
        if (!line.sorted) line.leases.sort(Lease.RECLAIM_ORDER);
        line.sorted = true;
        return line.leases;
    }
}
