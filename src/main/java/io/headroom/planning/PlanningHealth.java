package io.headroom.planning;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while rounds succeed; a replica that does not lead is as ready as the one that does. A lease that is left out of
 * planning is told here, and is no reason to take the portal from everybody else.
 */
@Readiness
@ApplicationScoped
class PlanningHealth implements HealthCheck {
    private final PlanningLoop loop;

    PlanningHealth(PlanningLoop loop) {
        this.loop = loop;
    }

    @Override
    public HealthCheckResponse call() {
        String worry = loop.worry();
        var response = HealthCheckResponse.named("planning")
                .withData("leads", loop.leads())
                .status(worry == null);
        String leftOut = loop.leftOut();
        if (leftOut != null) response = response.withData("leftOut", leftOut);
        return (worry == null ? response : response.withData("failing", worry)).build();
    }
}
