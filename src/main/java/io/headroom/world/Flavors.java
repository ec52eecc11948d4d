package io.headroom.world;

import io.headroom.allocator.Flavor;
import io.headroom.allocator.Held;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The flavors of a world. */
final class Flavors {
    private static final Set<String> FIELDS = Fields.named("name", "capacity");

    private final Registers names;
    private final List<Flavor> flavors = new ArrayList<>();
    private final List<Value> capacities = new ArrayList<>();

    Flavors(Registers names) {
        this.names = names;
    }

    void read(Value entry) {
        Fields flavor = entry.fields(FIELDS);
        String name = names.flavors().declare(flavor.required("name"));
        Value capacity = flavor.required("capacity");
        flavors.add(new Flavor(name, capacity.gpus(0)));
        capacities.add(capacity);
    }

    List<Flavor> all() {
        return flavors;
    }

    /** Nothing is held that does not exist, except on devices that are known to be lost. */
    void hold(List<Held> leases) {
        Map<String, Integer> held = new HashMap<>();
        for (Held lease : leases)
            held.merge(lease.flavor(), lease.gpus() - lease.use().lost(), Integer::sum);
        for (int i = 0; i < flavors.size(); i++) {
            int gpus = held.getOrDefault(flavors.get(i).name(), 0);
            if (gpus > flavors.get(i).capacity())
                throw capacities.get(i).wrong("is less than the " + gpus + " GPUs held");
        }
    }
}
