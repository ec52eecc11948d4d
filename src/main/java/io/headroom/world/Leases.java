package io.headroom.world;

import io.headroom.allocator.Held;
import io.headroom.allocator.Kind;
import io.headroom.allocator.Profile;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The leases of a world. */
final class Leases {
    private static final Set<String> FIELDS = Fields.named(
            "id",
            "team",
            "flavor",
            "gpus",
            "minGpus",
            "maxGpus",
            "stepGpus",
            "priority",
            "kind",
            "reclaimable",
            "startedAt",
            "endsAt",
            "idleGpus",
            "lendableGpus",
            "lostGpus",
            "wantedGpus",
            "timesReclaimed");

    private final Registers names;
    private final Sum all;
    private final Latest latest;
    private final List<Frame.Later<Held>> leases = new ArrayList<>();
    private final Set<String> silent = new HashSet<>();

    Leases(Registers names, Sum all, Latest latest) {
        this.names = names;
        this.all = all;
        this.latest = latest;
    }

    void read(Value entry) {
        Fields lease = entry.fields(FIELDS);
        String id = names.lease(lease.required("id"));
        String team = names.teams().refer(lease.required("team"));
        String flavor = names.flavors().refer(lease.required("flavor"));
        Sizes sizes = Sizes.of(lease, all);
        Profile profile = Profiles.read(lease);
        if (profile.kind() == Kind.INFERENCE && lease.optional("reclaimable").isEmpty()) silent.add(id);
        Held.Use use = use(lease, sizes);
        int timesReclaimed = lease.gpus("timesReclaimed", 0, 0);
        Term term = Term.of(lease, latest);
        leases.add(frame -> new Held(
                id,
                team,
                flavor,
                sizes.gpus(),
                sizes.range(),
                profile,
                use,
                timesReclaimed,
                term.start(frame),
                term.end(frame)));
    }

    private static Held.Use use(Fields lease, Sizes sizes) {
        int idle = sizes.some(lease, "idleGpus");
        int lendable = sizes.some(lease, "lendableGpus");
        if (lendable > idle) throw lease.required("lendableGpus").wrong("is more than idleGpus " + idle);
        return new Held.Use(
                idle,
                sizes.some(lease, "lostGpus"),
                lease.gpus("wantedGpus", 0, Held.Use.UNKNOWN.wanted()),
                0,
                lendable);
    }

    List<Held> in(Frame frame) {
        return leases.stream().map(lease -> lease.in(frame)).toList();
    }

    /** The inference leases that do not say whether they may be reclaimed. */
    Set<String> silent() {
        return silent;
    }

    /** From when to when a lease holds its GPUs. */
    private record Term(Instant startedAt, Value endsAt, Instant end) {
        static Term of(Fields lease, Latest latest) {
            Optional<Value> endsAt = lease.optional("endsAt");
            return new Term(
                    latest.of(lease, "startedAt").orElse(null),
                    endsAt.orElse(null),
                    endsAt.map(Value::instant).orElse(null));
        }

        Instant start(Frame frame) {
            return startedAt == null ? frame.longAgo() : startedAt;
        }

        Instant end(Frame frame) {
            if (end == null) return frame.farAhead();
            if (!end.isAfter(start(frame))) throw endsAt.wrong("is not after startedAt " + start(frame));
            return end;
        }
    }
}
