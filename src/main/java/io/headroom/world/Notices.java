package io.headroom.world;

import io.headroom.allocator.Held;
import io.headroom.allocator.Notice;
import io.headroom.allocator.ReclaimReason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The reclaims under way in a world. One for a request that is gone is no error: the plan calls it off. */
final class Notices {
    private static final Set<String> FIELDS = Fields.named("lease", "gpus", "for", "reason", "deadline");

    private final Registers names;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Value> amounts = new ArrayList<>();

    Notices(Registers names) {
        this.names = names;
    }

    void read(Value entry) {
        Fields notice = entry.fields(FIELDS);
        Value gpus = notice.required("gpus");
        amounts.add(gpus);
        notices.add(new Notice(
                names.leases().refer(notice.required("lease")),
                gpus.gpus(1),
                notice.optional("for").map(Value::name).orElse(null),
                notice.optional("reason")
                        .map(value -> value.oneOf(Words.RECLAIM_REASONS))
                        .orElse(ReclaimReason.OWNER_RECLAIM),
                notice.required("deadline").instant()));
    }

    List<Notice> all() {
        return notices;
    }

    /** Nobody is asked for more than it holds. */
    void take(List<Held> leases) {
        Map<String, Integer> left = new HashMap<>();
        for (Held lease : leases) left.put(lease.id(), lease.gpus());
        for (int i = 0; i < notices.size(); i++) {
            Notice notice = notices.get(i);
            int has = left.get(notice.lease());
            if (notice.gpus() > has)
                throw amounts.get(i)
                        .wrong("is more than the " + has + " GPUs that lease " + Shown.quoted(notice.lease())
                                + " has left");
            left.put(notice.lease(), has - notice.gpus());
        }
    }
}
