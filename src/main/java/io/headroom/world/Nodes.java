package io.headroom.world;

import io.headroom.allocator.Quota;
import io.headroom.allocator.Standing;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What teams and cohorts have in common: a parent, a standing among siblings, quotas. */
final class Nodes {
    private static final Set<String> QUOTA = Fields.named("flavor", "nominal", "borrowingLimit", "lendingLimit");

    private final Registers names;
    private final Sum nominal = new Sum();

    Nodes(Registers names) {
        this.names = names;
    }

    /** The cohort above, or null. */
    String parent(Fields node) {
        return node.optional("cohort").map(names.cohorts()::refer).orElse(null);
    }

    Standing standing(Fields node) {
        return new Standing(
                node.optional("weight").map(value -> value.amount(Value.MOST)).orElse(1.0),
                node.number("rank"),
                node.optional("usageShare").map(value -> value.amount(1)).orElse(0.0),
                node.optional("createdAt").map(Value::instant).orElse(Instant.EPOCH));
    }

    Map<String, Quota> quotas(Fields node) {
        List<Value> list = node.list("quotas");
        Map<String, Quota> quotas = HashMap.newHashMap(list.size());
        for (Value entry : list) {
            Fields quota = entry.fields(QUOTA);
            Value flavor = quota.required("flavor");
            if (quotas.put(names.flavors().refer(flavor), quota(quota)) != null) throw flavor.wrong("is used twice");
        }
        return quotas;
    }

    private Quota quota(Fields quota) {
        Value owned = quota.required("nominal");
        return new Quota(
                nominal.add(owned.gpus(0), owned),
                quota.gpus("borrowingLimit", 0, Quota.UNLIMITED),
                quota.gpus("lendingLimit", 0, Quota.UNLIMITED));
    }
}
