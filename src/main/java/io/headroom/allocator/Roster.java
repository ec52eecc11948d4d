package io.headroom.allocator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The leases of each team in the order of R8, sorted when somebody asks. */
final class Roster {
    private static final class Line {
        private final List<Lease> leases = new ArrayList<>();
        private boolean sorted = true;
        private int elastic;
        private int idle;
    }

    private final Map<QuotaNode, Line> lines = new HashMap<>();

    void enter(Lease lease) {
        Line line = lines.computeIfAbsent(lease.team(), _ -> new Line());
        line.leases.add(lease);
        line.sorted = line.leases.size() == 1;
        count(line, lease, 1);
    }

    void leave(Lease lease) {
        Line line = lines.get(lease.team());
        line.leases.remove(lease);
        count(line, lease, -1);
    }

    private static void count(Line line, Lease lease, int by) {
        if (lease.held().range().min() < lease.held().range().max()) line.elastic += by;
        if (lease.held().use().idle() > 0) line.idle += by;
    }

    Collection<QuotaNode> teams() {
        return lines.keySet();
    }

    /** The leases of a team that could give back in a stage, first to go first. */
    List<Lease> of(QuotaNode team, Victims.Stage stage) {
        Line line = lines.get(team);
        if (line == null) return List.of();
        return switch (stage) {
            case IDLE ->
                line.idle == 0
                        ? List.of()
                        : some(line, lease -> lease.held().use().idle() > 0);
            case SURPLUS -> line.elastic == 0 ? List.of() : some(line, Lease::isElastic);
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
