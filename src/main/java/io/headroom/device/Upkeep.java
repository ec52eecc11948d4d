package io.headroom.device;

import io.headroom.platform.Audience;
import io.headroom.platform.CommonRefusal;
import io.headroom.platform.Happened;
import io.headroom.platform.Journal;
import io.headroom.platform.Refused;
import io.headroom.platform.Signals;
import io.headroom.platform.Topic;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * How devices are: as exporters report it, and what an admin knows better, that one is well again, or gone for good. Each
 * change is told together with it.
 */
@ApplicationScoped
public class Upkeep {
    private final DeviceRepository repository;
    private final Journal journal;
    private final Signals signals;

    Upkeep(DeviceRepository repository, Journal journal, Signals signals) {
        this.repository = repository;
        this.journal = journal;
        this.signals = signals;
    }

    /**
     * Whose word it is.
     *
     * @param by the admin's username
     * @param reason as they put it
     */
    public record Word(Instant at, String by, String reason) {}

    /** @throws Refused 404 unless it exists */
    @Transactional
    public Device device(UUID id) {
        return repository.lock(id).orElseThrow(() -> new Refused(new CommonRefusal.NotFound("device", id.toString())));
    }

    /**
     * Records that a device is sick ({@code reason}) or well again (null), as exporters tell. Of two replicas that see it the
     * first is on record. A sick one's reason may count errors: that it changes is no news.
     */
    @Transactional
    public void setHealth(UUID id, String reason, Instant now) {
        // Locked first: what is told as the health before is the one that is replaced.
        Device before = repository.lock(id).orElse(null);
        if (before == null || !repository.setHealth(id, reason, now) || before.healthy() == (reason == null)) return;
        String sentence = reason == null
                ? name(before) + " is healthy again; before: " + before.healthReason() + "."
                : name(before) + " is no capacity: " + reason + ".";
        tell(before, now, Happened.TELEMETRY, reason == null ? "healed" : "failed", health(reason), sentence);
    }

    /**
     * Takes a sick device back into capacity. What its exporter tells of it now no longer counts; anything else does.
     *
     * @throws Refused 404 unless it exists, 409 if it is healthy
     */
    @Transactional
    public Device recover(UUID id, Word word) {
        Device device = device(id);
        if (device.healthy())
            throw new Refused(new CommonRefusal.IllegalMove("device", "healthy", "recovered", List.of("drain")));
        repository.recover(id, word.at());
        tell(device, word, "recovered", null, " says that " + name(device) + " is healthy again: ");
        return device(id);
    }

    /**
     * Takes a device out of the inventory; it joins again if an exporter reports it.
     *
     * @throws Refused 404 unless it exists, 409 if a lease holds it
     */
    @Transactional
    public void remove(UUID id, Word word) {
        Device device = device(id);
        if (device.holder() != null)
            throw new Refused(new CommonRefusal.IllegalMove(
                    "device", "held by " + device.holder().team(), "removed", List.of("drain")));
        String reason = "removed by " + word.by() + ": " + word.reason();
        repository.remove(id, reason, word.at());
        tell(device, word, "removed", reason, " removed " + name(device) + ": ");
    }

    private void tell(Device device, Word word, String past, String healthReason, String sentence) {
        Map<String, Object> after = new HashMap<>(health(healthReason));
        after.put("reason", word.reason());
        tell(device, word.at(), word.by(), past, after, word.by() + sentence + word.reason());
        signals.changed(Topic.QUOTAS, Topic.WORLD, Topic.BOARD);
    }

    private void tell(Device device, Instant at, String by, String past, Map<String, Object> after, String sentence) {
        Set<Audience> audience = new HashSet<>(Set.of(new Audience.Admins()));
        if (device.holder() != null)
            audience.add(new Audience.Leads(device.holder().team()));
        journal.tell(new Happened(
                at,
                by,
                "device." + past,
                new Happened.Subject("device", device.id().toString(), null),
                audience,
                health(device.healthReason()),
                after,
                sentence));
    }

    private static Map<String, Object> health(String reason) {
        return Map.of("health", reason == null ? "healthy" : reason);
    }

    private static String name(Device device) {
        String slice = device.instance().isEmpty() ? "" : " slice " + device.instance();
        return "GPU " + device.index() + slice + " of " + device.node() + " (" + device.uuid() + ")";
    }
}
