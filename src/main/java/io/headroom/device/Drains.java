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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes nodes and devices out of use and back. Planning sees it in its next round: leases that find no other devices are
 * told to give back, and when their notice is over the others move. Doing what is done already changes nothing, so of two admins the first is on record.
 */
@ApplicationScoped
public class Drains {
    private final DrainRepository repository;
    private final Devices devices;
    private final Journal journal;
    private final Signals signals;

    Drains(DrainRepository repository, Devices devices, Journal journal, Signals signals) {
        this.repository = repository;
        this.devices = devices;
        this.journal = journal;
        this.signals = signals;
    }

    /** @throws Refused 404 unless it exists */
    public List<Device> covered(DrainTarget target) {
        List<Device> covered = devices.all().stream().filter(target::covers).toList();
        if (covered.isEmpty()) throw missing(target);
        return covered;
    }

    /** Its own drain, if it has one; that of a device's node does not count. */
    public Optional<Drain> drainOf(DrainTarget target) {
        return repository.read(target);
    }

    /**
     * Takes it out of use.
     *
     * @return whether it was in use before
     * @throws Refused 404 unless it exists
     */
    @Transactional
    public boolean drain(DrainTarget target, Drain drain) {
        if (!repository.lock(target)) throw missing(target);
        if (repository.read(target).isPresent()) return false;
        repository.write(target, drain);
        // Those who hold some of it are told by their lease, with when they have to leave.
        tell(
                target,
                drain,
                new Change("drained", null, drain),
                Set.of(new Audience.Admins()),
                drain.by() + " drained " + name(target) + ": " + drain.reason());
        return true;
    }

    /** @throws Refused 404 unless it exists, 409 for a device whose whole node is drained */
    @Transactional
    public void undrain(DrainTarget target, Drain undoing) {
        if (!repository.lock(target)) throw missing(target);
        requireOwn(target);
        Drain before = repository.read(target).orElse(null);
        if (before == null) return;
        repository.write(target, null);
        tell(
                target,
                undoing,
                new Change("undrained", before, null),
                adminsAndHolders(target),
                undoing.by() + " took " + name(target) + " back into use.");
    }

    private void requireOwn(DrainTarget target) {
        if (target instanceof DrainTarget.OfNode) return;
        if (covered(target).getFirst().nodeDrain() != null)
            throw new Refused(new CommonRefusal.IllegalMove(
                    "device", "drained with its whole node", "undrained alone", List.of("undrain the node")));
    }

    /** @param before null if it was in use */
    private record Change(String past, Drain before, Drain after) {}

    private Set<Audience> adminsAndHolders(DrainTarget target) {
        Set<Audience> audience = new HashSet<>(Set.of(new Audience.Admins()));
        for (Device device : covered(target))
            if (device.holder() != null)
                audience.add(new Audience.Leads(device.holder().team()));
        return audience;
    }

    private void tell(DrainTarget target, Drain act, Change change, Set<Audience> audience, String sentence) {
        journal.tell(new Happened(
                act.at(),
                act.by(),
                target.word() + "." + change.past(),
                new Happened.Subject(target.word(), target.key(), null),
                audience,
                values(change.before()),
                values(change.after()),
                sentence));
        signals.changed(Topic.WORLD, Topic.BOARD);
    }

    private static Map<String, Object> values(Drain drain) {
        return drain == null
                ? Map.of("drained", false)
                : Map.of("drained", true, "by", drain.by(), "reason", drain.reason());
    }

    private String name(DrainTarget target) {
        Device first = covered(target).getFirst();
        return target instanceof DrainTarget.OfNode
                ? "node " + first.node()
                : "GPU " + first.index() + " of " + first.node();
    }

    private static Refused missing(DrainTarget target) {
        return new Refused(new CommonRefusal.NotFound(target.word(), target.key()));
    }
}
