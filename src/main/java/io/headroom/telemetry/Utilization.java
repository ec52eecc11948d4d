package io.headroom.telemetry;

import io.headroom.device.Device;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;

@ApplicationScoped
public class Utilization {
    public boolean idle(Device device, Instant now) {
        return false;
    }

    public DeviceUse of(Device device, Instant now) {
        return null;
    }

    public DataAge age(Instant now) {
        return null;
    }

    public Map<String, double[]> lastHourByTeam(Instant now) {
        return Map.of();
    }

    public Map<String, Double> idleHoursOverSevenDays(Instant now) {
        return Map.of();
    }

    public Double useOverSevenDays(String team, Instant now) {
        return 1.0;
    }
}
