package io.headroom.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last hour of every device at full resolution, in memory: about 12 bytes a sample, 30 MB for 10,000 devices at 15 s.
 *
 * <p>Safe for many threads; each device has its own lock. Devices not seen for an hour are forgotten by
 * {@link #forgetUnseen}.
 */
public final class RecentUse {
    /** How far back memory goes. */
    public static final Duration KEPT = Duration.ofHours(1);

    private final Duration interval;
    private final OlderUse older;
    private final ConcurrentMap<DeviceKey, History> devices = new ConcurrentHashMap<>();
    private final AtomicLong recorded = new AtomicLong();

    /** One look at a device, and when that was. */
    public record Seen(Instant at, DeviceReading reading) {}

    /** Keeps the last hour only: windows over an hour are never covered. */
    public RecentUse(Duration interval) {
        this(interval, OlderUse.NONE);
    }

    /** Asks {@code older} for what a window needs from before the last hour. */
    public RecentUse(Duration interval, OlderUse older) {
        this.interval = interval;
        this.older = older;
    }

    /**
     * Remembers a reading.
     *
     * @return whether it is a sample; one told already, by another source or by a server that says the same until it
     *     scrapes again, is none
     */
    public boolean record(DeviceKey device, Instant at, DeviceReading reading) {
        recorded.incrementAndGet();
        AtomicBoolean taken = new AtomicBoolean();
        // Within compute, or one that is just being forgotten would get it.
        devices.compute(device, (_, known) -> {
            History history = known == null ? new History(interval) : known;
            taken.set(history.add(at, reading));
            return history;
        });
        return taken.get();
    }

    /** How many readings were recorded so far. */
    public long recorded() {
        return recorded.get();
    }

    /** The newest look at a device. */
    public Optional<Seen> latest(DeviceKey device) {
        return Optional.ofNullable(devices.get(device)).map(History::latest);
    }

    /** Every device seen within the last hour. */
    public Set<DeviceKey> devices() {
        return Set.copyOf(devices.keySet());
    }

    /** Use in {@code (after, until]}. */
    public Window window(DeviceKey device, Instant after, Instant until) {
        Instant memory = until.minus(KEPT);
        if (!after.isBefore(memory)) {
            return inMemory(device, after, until);
        }
        Window before = older.window(device, after, memory);
        Window expecting = new Window(
                expected(after, memory), before.samples(), before.maxBusy(), before.lastAt(), before.lastBusy());
        return inMemory(device, memory, until).after(expecting);
    }

    /** How many samples in {@code (after, until]} are at least that busy, of the last hour. */
    public int atLeast(double ratio, DeviceKey device, Instant after, Instant until) {
        History history = devices.get(device);
        return history == null ? 0 : history.atLeast(ratio, after, until);
    }

    /** Mean busy ratio of each of the last 60 minutes, oldest first, the running one last; NaN where unknown. */
    public double[] perMinute(DeviceKey device, Instant now) {
        return Optional.ofNullable(devices.get(device))
                .orElseGet(() -> new History(interval))
                .perMinute(now);
    }

    /** Drops devices not seen for more than an hour, and those seen in the future: then the clock was set back. */
    public void forgetUnseen(Instant now) {
        devices.values().removeIf(history -> {
            Instant seen = history.latest().at();
            return seen.plus(KEPT).isBefore(now) || seen.minus(interval).isAfter(now);
        });
    }

    private Window inMemory(DeviceKey device, Instant after, Instant until) {
        int expected = expected(after, until);
        History history = devices.get(device);
        return history == null ? Window.empty(expected) : history.window(after, until, expected);
    }

    private int expected(Instant after, Instant until) {
        return (int) Math.max(0, Duration.between(after, until).toMillis() / interval.toMillis());
    }
}
