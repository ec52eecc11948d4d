package io.headroom.telemetry;

import io.headroom.allocator.Kind;
import io.headroom.device.Device;
import io.headroom.platform.Memo;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** What is known of use, now and over time, as the other features ask for it. */
@ApplicationScoped
public class Utilization {
    private static final Logger LOG = Logger.getLogger(Utilization.class);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final int FRESH_INTERVALS = 3;

    private final TelemetryConfig config;
    private final IdleRule rule;
    /** Those that memory does not cover. */
    private final Map<Kind, Duration> longWindows;

    private final UsageRepository repository;
    private final Targets targets;
    private final Attributions attributions;
    private final RecentUse recent;
    private final Memo<Map<DeviceKey, Window>> older = new Memo<>(Duration.ofMinutes(1));
    private final Memo<Map<String, double[]>> lastHour = new Memo<>(Duration.ofSeconds(20));
    private final Memo<Map<String, UsageRepository.Totals>> week = new Memo<>(Duration.ofMinutes(1));

    Utilization(TelemetryConfig config, UsageRepository repository, Targets targets, Attributions attributions) {
        this.config = config;
        this.rule = config.idleRule();
        this.longWindows = rule.windows().entrySet().stream()
                .filter(entry -> entry.getValue().compareTo(RecentUse.KEPT) > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        this.repository = repository;
        this.targets = targets;
        this.attributions = attributions;
        this.recent = new RecentUse(config.interval(), this::before);
    }

    /** What is known of a device now. */
    public DeviceUse of(Device device, Instant now) {
        DeviceKey key = key(device);
        Optional<RecentUse.Seen> seen = recent.latest(key);
        UseVerdict verdict = device.holder() == null ? null : verdict(device, now);
        if (seen.isEmpty()) return unmeasured(verdict);
        boolean stale = seen.get().at().plus(patience()).isBefore(now);
        DeviceReading it = seen.get().reading();
        return new DeviceUse(
                verdict,
                stale ? null : it.busy(),
                it.signal(),
                stale ? null : it.memoryUsedBytes(),
                it.memoryTotalBytes(),
                stale ? null : it.powerWatts(),
                stale ? null : it.temperatureCelsius(),
                it.errors(),
                stale ? List.of() : attributions.rules(now).users(device, it.holders()),
                seen.get().at(),
                stale);
    }

    private static DeviceUse unmeasured(UseVerdict verdict) {
        return new DeviceUse(verdict, null, null, null, null, null, null, DeviceErrors.UNKNOWN, List.of(), null, true);
    }

    /** Whether an exporter tells of it now, on its node: one that is told of elsewhere has moved. */
    public boolean isReported(Device device, Instant now) {
        return recent.latest(key(device))
                .filter(seen -> !seen.at().plus(patience()).isBefore(now))
                .filter(seen -> !seen.reading().isElsewhere(device))
                .isPresent();
    }

    /** How old the measurements are. */
    public DataAge age(Instant now) {
        return targets.age(now, patience());
    }

    /** Whether a target missed three intervals. */
    public boolean late(Targets.Status target, Instant now) {
        return target.late(now, patience());
    }

    private Duration patience() {
        return config.interval().multipliedBy(FRESH_INTERVALS);
    }

    /** Mean busy ratio of what each team held, one per minute of the last hour, oldest first; NaN where unknown. */
    public Map<String, double[]> lastHourByTeam(Instant now) {
        return lastHour.get(now, () -> repository.lastHourByTeam(now));
    }

    /** GPU-hours each team held and did not use over seven days. */
    public Map<String, Double> idleHoursOverSevenDays(Instant now) {
        return week(now).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().idle() / 3600.0));
    }

    /** Share of its held GPU time a team was busy over seven days, 0 to 1; null if not known, 1 if it held nothing. */
    public Double useOverSevenDays(String team, Instant now) {
        UsageRepository.Totals totals = week(now).get(team);
        return totals == null ? Double.valueOf(1) : totals.use().orElse(null);
    }

    /** How many measurements were taken in: while it stays the same, nothing new is known. */
    public long measured() {
        return recent.recorded();
    }

    /** The last hour of every device; only the collector writes. */
    RecentUse recent() {
        return recent;
    }

    /** The verdict on a held device. */
    public UseVerdict verdict(Device device, Instant now) {
        return rule.verdict(held(device), recent, now);
    }

    /** Whether a held device is in use now by more than a blip. */
    public boolean inUse(Device device, Instant now) {
        return rule.isInUse(held(device), recent, now);
    }

    /** For how long a kind may pause before its GPUs are idle. */
    public Duration idleWindow(Kind kind) {
        return rule.windows().get(kind);
    }

    private static HeldDevice held(Device device) {
        Kind kind = Kind.valueOf(device.holder().kind());
        return new HeldDevice(key(device), kind, device.holder().since());
    }

    /** Whether it is a whole device that is cut into slices, which are there in its place. */
    public static boolean isCut(Device device) {
        return HealthRule.isCut(device.healthReason());
    }

    static DeviceKey key(Device device) {
        return new DeviceKey(device.uuid(), device.instance());
    }

    /**
     * What happened before the last hour, asked for all devices at once: one by one they would be thousands of queries.
     */
    private Window before(DeviceKey device, Instant after, Instant until) {
        return older.get(until, () -> longWindows(until)).getOrDefault(device, Window.empty(0));
    }

    /** Minutes go on being measured and judged while the database is away; what only it knows is unknown. */
    private Map<DeviceKey, Window> longWindows(Instant until) {
        try {
            return repository.windows(longWindows, until.plus(RecentUse.KEPT), until);
        } catch (RuntimeException e) {
            LOG.warnf("What devices did before %s is unknown for now: %s", until, e.getMessage());
            return Map.of();
        }
    }

    private Map<String, UsageRepository.Totals> week(Instant now) {
        return week.get(now, () -> repository.totals(now.minus(WEEK).truncatedTo(ChronoUnit.HOURS)));
    }
}
