package io.headroom.lease;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** What is given back counts against what was asked back. */
@ApplicationScoped
class Returns {
    private final NoticeRepository notices;
    private final LeaseRepository leases;

    Returns(NoticeRepository notices, LeaseRepository leases) {
        this.notices = notices;
        this.leases = leases;
    }

    /** So many GPUs of a lease went back: the notice with the soonest deadline is served first. */
    void count(Lease lease, int gpus, Instant now) {
        int left = gpus;
        for (OpenNotice notice : notices.openOf(lease.id())) {
            if (left >= notice.gpus() || gpus == lease.held()) notices.returned(notice.id(), now);
            else if (left > 0) notices.reduce(notice.id(), left);
            left = Math.max(0, left - notice.gpus());
        }
        leases.settle(lease.id());
    }
}
