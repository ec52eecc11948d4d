package io.headroom.lease;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Answers what of leases is idle. Who knows it acts on leases, so they cannot ask it otherwise. */
public interface IdleStates {
    /** By lease; those of which nothing is idle are absent. */
    Map<UUID, List<IdleState>> of(Collection<Lease> leases);
}
