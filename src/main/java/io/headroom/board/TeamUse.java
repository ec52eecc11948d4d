package io.headroom.board;

import io.headroom.telemetry.Utilization;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/**
 * A team's use over time.
 *
 * @param lastHour busy ratio of its held GPUs, one per minute, oldest first; NaN where unknown
 * @param idleHours GPU-hours held and idle over seven days, for people
 */
record TeamUse(double[] lastHour, String idleHours) {
    /** All teams' use, read once per page. */
    record All(Map<String, double[]> lastHour, Map<String, Double> idleHours) {
        static All read(Utilization utilization, Instant now) {
            return new All(utilization.lastHourByTeam(now), utilization.idleHoursOverSevenDays(now));
        }

        TeamUse of(String team) {
            double[] unknown = new double[60];
            Arrays.fill(unknown, Double.NaN);
            Double idle = idleHours.get(team);
            return new TeamUse(
                    lastHour.getOrDefault(team, unknown),
                    idle == null ? null : String.format(Locale.ROOT, "%.0f", idle));
        }
    }
}
