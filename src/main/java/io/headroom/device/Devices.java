package io.headroom.device;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The inventory, and which lease each device belongs to. Writes join the caller's transaction. */
@ApplicationScoped
public class Devices {
    private final DeviceRepository repository;

    Devices(DeviceRepository repository) {
        this.repository = repository;
    }

    /** Every device, by node and index. */
    public List<Device> all() {
        return repository.all();
    }

    public List<Device> heldBy(UUID lease) {
        return repository.heldBy(lease);
    }

    /** How many devices of each flavor exist, healthy or not; a flavor without any is there with zero. */
    public Map<String, Integer> countByFlavor() {
        return repository.countByFlavor();
    }

    /** How many of these devices are capacity, by flavor: the healthy ones that are not drained. A flavor without any is absent. */
    public static Map<String, Integer> capacity(List<Device> devices) {
        return devices.stream().filter(Device::usable).collect(Collectors.toMap(Device::flavor, _ -> 1, Integer::sum));
    }

    /** How many GPU-seconds each team held between two instants; a team that held none is absent. */
    public Map<String, Double> heldSeconds(Instant from, Instant until) {
        return repository.heldSeconds(from, until);
    }

    /**
     * Gives a lease more devices, on as few nodes as possible.
     *
     * @throws IllegalArgumentException if too few are free
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void assign(int count, String flavor, Assignment holder) {
        List<Device> ofFlavor = repository.ofFlavor(flavor);
        List<Device> free = ofFlavor.stream().filter(Device::free).toList();
        List<Device> already = ofFlavor.stream()
                .filter(device -> heldBy(device, holder.lease()))
                .toList();
        repository.assign(Packing.take(count, free, already), holder);
    }

    /** Takes {@code count} devices from a lease: broken and drained ones first, then so that the rest sits on few nodes. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void unassign(int count, UUID lease, Instant now) {
        unassign(count, lease, _ -> false, now);
    }

    /** The same, but right after the broken ones those that are not used. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void unassign(int count, UUID lease, Predicate<Device> unused, Instant now) {
        unassign(count, repository.heldBy(lease), unused, now);
    }

    /**
     * Takes {@code count} of these devices, and no others, from a lease.
     *
     * @throws IllegalStateException if it holds too few of them
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void unassign(int count, Set<UUID> among, UUID lease, Instant now) {
        List<Device> held = heldBy(lease, among);
        if (held.size() < count)
            throw new IllegalStateException("lease " + lease + " holds only " + held.size()
                    + " of the devices of which " + count + " are to go");
        unassign(count, held, _ -> false, now);
    }

    private void unassign(int count, List<Device> held, Predicate<Device> unused, Instant now) {
        List<Device> first = Stream.concat(
                        held.stream().filter(device -> !device.usable()).sorted(Comparator.comparing(Device::healthy)),
                        held.stream().filter(device -> device.usable() && unused.test(device)))
                .limit(count)
                .toList();
        List<Device> others =
                held.stream().filter(device -> !first.contains(device)).toList();
        repository.unassign(first, now);
        repository.unassign(Packing.giveBack(count - first.size(), others), now);
    }

    /** Takes these devices, and no others, from a lease. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void unassign(Set<UUID> devices, UUID lease, Instant now) {
        repository.unassign(heldBy(lease, devices), now);
    }

    private List<Device> heldBy(UUID lease, Set<UUID> among) {
        return repository.heldBy(lease).stream()
                .filter(device -> among.contains(device.id()))
                .toList();
    }

    /** Broken and drained devices that leases sit on, by node and index. */
    public List<Device> outOfUseAndHeld() {
        return repository.outOfUseAndHeld();
    }

    /**
     * Replaces devices of running leases by free ones of the same flavor, as far as there are any; those of a lease
     * together, so that it stays on few nodes.
     *
     * @return what was replaced
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<Replacement> replace(List<Device> held, Instant now) {
        if (held.isEmpty()) return List.of();
        Map<String, Integer> free = new HashMap<>(repository.freeByFlavor());
        List<Replacement> replaced = new ArrayList<>();
        for (List<Device> ofLease : byLease(held)) {
            Device first = ofLease.getFirst();
            int count = Math.min(ofLease.size(), free.getOrDefault(first.flavor(), 0));
            if (count == 0) continue;
            free.merge(first.flavor(), -count, Integer::sum);
            List<Device> leaving = ofLease.subList(0, count);
            Assignment holder = first.holder();
            repository.unassign(leaving, now);
            assign(count, first.flavor(), new Assignment(holder.lease(), holder.team(), holder.kind(), now));
            leaving.forEach(it -> replaced.add(new Replacement(holder.lease(), it.node(), it.index(), it.outOfUse())));
        }
        return replaced;
    }

    private static Collection<List<Device>> byLease(List<Device> held) {
        return held.stream()
                .collect(Collectors.groupingBy(it -> it.holder().lease(), LinkedHashMap::new, Collectors.toList()))
                .values();
    }

    /** A lease got another device for one that broke or was drained. */
    public record Replacement(UUID lease, String node, int index, String reason) {}

    /** What admins said is over though an exporter goes on telling it, by device; most devices are absent. */
    public Map<UUID, String> accepted() {
        return repository.accepted();
    }

    /** Records what an admin's word still holds for; null if for nothing any more. */
    @Transactional
    public void setAccepted(UUID device, String accepted) {
        repository.setAccepted(device, accepted);
    }

    /** Records that exporters told of these devices. */
    @Transactional
    public void seen(List<UUID> devices, Instant now) {
        repository.seen(devices, now);
    }

    /** Of which devices no exporter told since an instant, and when one last did; without those of which none ever told. */
    public Map<UUID, Instant> unseenSince(Instant since) {
        return repository.unseenSince(since);
    }

    /** Adds devices that exporters reported; known ones are left alone, and one that was removed starts anew. */
    @Transactional
    public void add(List<Device> devices) {
        repository.add(devices);
    }

    private static boolean heldBy(Device device, UUID lease) {
        return device.holder() != null && device.holder().lease().equals(lease);
    }
}
