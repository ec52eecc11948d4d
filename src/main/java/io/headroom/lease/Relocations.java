package io.headroom.lease;

import io.headroom.device.Device;
import io.headroom.device.Devices;
import io.headroom.device.Drain;
import io.headroom.lease.LeaseEvent.What;
import io.headroom.platform.When;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Keeps in the history of leases, and tells their leads, that devices have to be left and that others took their place. */
@ApplicationScoped
public class Relocations {
    private final LeaseRepository leases;
    private final LeaseHistory history;

    Relocations(LeaseRepository leases, LeaseHistory history) {
        this.leases = leases;
        this.history = history;
    }

    /** Devices of one lease were drained together, and are left by then at the latest. */
    @Transactional(TxType.MANDATORY)
    public void announce(UUID lease, List<Device> drained, Drain drain, Instant by) {
        Device first = drained.getFirst();
        boolean one = drained.size() == 1;
        String which = one ? "GPU " + first.index() + " of " : drained.size() + " GPUs of ";
        String sentence = which + first.node() + (one ? " leaves by " : " leave by ") + When.spoken(by)
                + (one ? ": a free one takes its place" : ": free ones take their place")
                + ", or GPUs are asked back if there are none. What runs on " + (one ? "it" : "them")
                + " has to restart. " + (one ? "It was " : "They were ") + drain.sentence();
        Lease of = leases.find(lease).orElseThrow();
        history.add(
                LeaseEvent.of(of, drain.at(), drain.by(), What.DRAINED)
                        .gpus(drained.size())
                        .saying(sentence),
                of);
    }

    /** Others took the place of these devices. */
    @Transactional(TxType.MANDATORY)
    public void replaced(List<Devices.Replacement> replaced, Instant now) {
        for (Devices.Replacement it : replaced) {
            String sentence = "GPU " + it.index() + " of " + it.node() + " (" + it.reason()
                    + ") was replaced by a healthy one; what ran on it has to restart.";
            Lease lease = leases.find(it.lease()).orElseThrow();
            history.add(
                    LeaseEvent.of(lease, now, LeaseEvent.ALLOCATOR, What.REPLACED)
                            .gpus(1)
                            .saying(sentence),
                    lease);
        }
    }
}
