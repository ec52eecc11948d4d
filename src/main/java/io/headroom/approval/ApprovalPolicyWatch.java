package io.headroom.approval;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks at the policy in force now and then: one that cannot be used is in the log and the metrics before anybody asks. */
@ApplicationScoped
class ApprovalPolicyWatch {
    private final ApprovalPolicies policies;
    private volatile boolean broken;

    ApprovalPolicyWatch(ApprovalPolicies policies, MeterRegistry metrics) {
        this.policies = policies;
        Gauge.builder("headroom.approval.policy.broken", this, it -> it.broken ? 1 : 0)
                .description("whether the approval policy cannot be used, so that admins decide every request")
                .register(metrics);
    }

    @Scheduled(every = "30s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void look() {
        broken = policies.current().rules().problem() != null;
    }
}
