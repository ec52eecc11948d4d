package io.headroom.world;

import io.headroom.allocator.Cohort;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cohorts of a world, which have to be a tree. */
final class Cohorts {
    private static final Set<String> FIELDS =
            Fields.named("name", "cohort", "weight", "rank", "usageShare", "createdAt", "quotas");

    private final Registers names;
    private final Nodes nodes;
    private final List<Cohort> cohorts = new ArrayList<>();
    private final Map<String, Value> parents = new HashMap<>();

    Cohorts(Registers names, Nodes nodes) {
        this.names = names;
        this.nodes = nodes;
    }

    void read(Value entry) {
        Fields cohort = entry.fields(FIELDS);
        String name = names.cohort(cohort.required("name"));
        cohort.optional("cohort").ifPresent(parent -> parents.put(name, parent));
        cohorts.add(new Cohort(name, nodes.parent(cohort), nodes.standing(cohort), nodes.quotas(cohort)));
    }

    List<Cohort> all() {
        return cohorts;
    }

    void checkTree() {
        new Ancestry(parents).check(cohorts.stream().map(Cohort::name).toList());
    }
}
