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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What an admin knows better than exporters: that a device is well again, or gone for good. */
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
        tell(device, word, "recovered", " says that " + name(device) + " is healthy again: ");
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
        repository.remove(id, "removed by " + word.by() + ": " + word.reason(), word.at());
        tell(device, word, "removed", " removed " + name(device) + ": ");
    }

    private void tell(Device device, Word word, String past, String sentence) {
        Set<Audience> audience = new HashSet<>(Set.of(new Audience.Admins()));
        if (device.holder() != null)
            audience.add(new Audience.Leads(device.holder().team()));
        journal.tell(new Happened(
                word.at(),
                word.by(),
                "device." + past,
                new Happened.Subject("device", device.id().toString(), null),
                audience,
                device.healthy() ? Map.of() : Map.of("health", device.healthReason()),
                Map.of("reason", word.reason()),
                word.by() + sentence + word.reason()));
        signals.changed(Topic.QUOTAS, Topic.WORLD, Topic.BOARD);
    }

    private static String name(Device device) {
        String slice = device.instance().isEmpty() ? "" : " slice " + device.instance();
        return "GPU " + device.index() + slice + " of " + device.node() + " (" + device.uuid() + ")";
    }
}
