package io.headroom.allocator;

import io.headroom.testing.*;
import java.util.*;

public class Stats {
    public static void main(String[] a) {
        int n = Integer.parseInt(a[0]);
        Map<String, Integer> c = new TreeMap<>();
        Map<String, Long> ex = new TreeMap<>();
        Map<String, Integer> size = new TreeMap<>();
        for (long seed = 0; seed < n; seed++) {
            String k = null;
            int sz = 0;
            try {
                World w = new RandomWorlds(seed).busy(CapacityWorld.NOON);
                sz = w.leases().size()
                        + w.waiting().size()
                        + w.teams().size()
                        + 3 * w.cohorts().size();
                Replay r = new Replay(w);
                Plan p = r.step(CapacityWorld.NOON);
                try {
                    new Laws(w, p, r.world(), CapacityWorld.NOON).check();
                } catch (AssertionError e) {
                    String m = e.getMessage().replace("\n", " ");
                    k = "law "
                            + (m.contains("is needed")
                                    ? "needed"
                                    : m.contains("fits afterwards")
                                            ? "fits"
                                            : m.length() > 60 ? m.substring(0, 60) : m);
                }
                Plan p2 = r.step(CapacityWorld.NOON);
                boolean onlyWaits = p2.decisions().stream().allMatch(Decision.Wait.class::isInstance);
                boolean res = w.waiting().stream().anyMatch(q -> q.startsAt() != null);
                if (k == null && !onlyWaits)
                    k = "again " + (res ? "with reservation " : "")
                            + p2.decisions().stream()
                                    .filter(d -> !(d instanceof Decision.Wait))
                                    .map(d -> d.getClass().getSimpleName())
                                    .distinct()
                                    .toList();
                else if (k == null && !Objects.equals(p.nextWake(), p2.nextWake()))
                    k = "wake " + (res ? "with reservation " : "");
                else if (k == null && !p.loans().equals(p2.loans())) k = "loans";
            } catch (RuntimeException e) {
                k = "EX " + e;
            }
            if (k != null) {
                c.merge(k, 1, Integer::sum);
                if (!ex.containsKey(k) || size.get(k) > sz) {
                    ex.put(k, seed);
                    size.put(k, sz);
                }
            }
        }
        c.forEach((k, v) -> System.out.println(v + "  " + k + "  seed " + ex.get(k) + " size " + size.get(k)));
        for (int i = 1; i < a.length; i++) {
            long seed = Long.parseLong(a[i]);
            World w = new RandomWorlds(seed).busy(CapacityWorld.NOON);
            System.out.println("== seed " + seed + " cap " + w.flavors());
            w.cohorts().forEach(x -> System.out.println(" C " + x.name() + " < " + x.parent() + " " + x.quotas()));
            w.teams()
                    .forEach(x -> System.out.println(" T " + x.name() + " < " + x.cohort() + " w"
                            + x.standing().weight() + " " + x.quotas()));
            w.leases()
                    .forEach(l -> System.out.println(" L " + l.id() + " " + l.team() + " " + l.gpus() + " min "
                            + l.range().min() + " idle " + l.use().idle() + " p" + l.priority() + " " + l.kind() + " r="
                            + l.profile().reclaimable() + " from " + l.startedAt() + " to " + l.endsAt()));
            w.waiting()
                    .forEach(l -> System.out.println(" ? " + l.id() + " " + l.team() + " " + l.gpus() + " min "
                            + l.range().min() + " p" + l.priority() + " start " + l.startsAt() + " to " + l.endsAt()));
            Replay r = new Replay(w);
            for (int k = 0; k < 3; k++) {
                Plan p = r.step(CapacityWorld.NOON);
                System.out.println(" -- plan " + k + " wake " + p.nextWake());
                p.decisions().forEach(d -> System.out.println("    " + d));
                if (k == 0) p.teams().forEach(t -> System.out.println("    " + t));
            }
        }
    }
}
