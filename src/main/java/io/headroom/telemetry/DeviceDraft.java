package io.headroom.telemetry;

import io.headroom.telemetry.CompiledMapping.RankedSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One device while its scrape is being read. For each fact the most preferred source wins; a source seen again (per
 * holder, per slice, duplicated) is never added up: the maximum stays. XIDs are numbers of errors, so each of them stays.
 */
final class DeviceDraft {
    private static final int FACTS = Fact.values().length;
    /** As long as a host name may be, and longer than any vendor's UUID or model. */
    private static final int LONGEST_NAME = 253;

    /** More than a device can have met; keeps made-up ones from filling the memory. */
    private static final int MOST_XIDS = 64;

    /** What fails in the physical device fails its slices. */
    private static final Set<Fact> OF_THE_WHOLE = EnumSet.of(
            Fact.ECC_UNCORRECTABLE, Fact.ECC_CORRECTABLE, Fact.REMAPPED_ROWS, Fact.REMAP_FAILURE, Fact.PENDING_REPAIRS);

    private final String uuid;
    private final String instance;
    private final byte[] instanceSpelling;
    private final HolderSet holders = new HolderSet();
    private final double[] values = new double[FACTS];
    private final int[] ranks = new int[FACTS];
    private final Map<Integer, Long> xids = new TreeMap<>();
    private String node;
    private String model;
    private String profile;
    private String index;
    private String signal;
    private int taken;

    DeviceDraft(Sample sample, int uuidLabel, int instanceLabel) {
        uuid = sample.labelValue(uuidLabel);
        instanceSpelling = sample.spelling(instanceLabel);
        instance = instanceLabel < 0 ? "" : sample.labelValue(instanceLabel);
        Arrays.fill(values, Double.NaN);
        Arrays.fill(ranks, Integer.MAX_VALUE);
    }

    boolean isInstance(Sample sample, int instanceLabel) {
        return sample.isSpelled(instanceLabel, instanceSpelling);
    }

    /**
     * Learns who the device is and who is on it.
     *
     * @param profileLabel where it says what kind of slice it is, or -1
     */
    void identify(Sample sample, SampleRoles roles, int profileLabel) {
        node = node == null ? roles.text(sample, Role.NODE) : node;
        model = model == null ? roles.text(sample, Role.MODEL) : model;
        index = index == null ? roles.text(sample, Role.INDEX) : index;
        if (profile == null && profileLabel >= 0 && !sample.hasEmptyValue(profileLabel)) {
            profile = sample.labelValue(profileLabel);
        }
        holders.add(sample, roles);
    }

    /** A slice is where its whole is, and some exporters tell the model and errors of the whole only. */
    void inherit(DeviceDraft whole) {
        node = node == null ? whole.node : node;
        model = model == null ? whole.model : model;
        index = index == null ? whole.index : index;
        for (Fact fact : OF_THE_WHOLE) {
            values[fact.ordinal()] = Double.isNaN(value(fact)) ? whole.value(fact) : value(fact);
        }
        if (xids.isEmpty()) {
            xids.putAll(whole.xids);
        }
    }

    boolean isWhole() {
        return instance.isEmpty() && profile == null;
    }

    /**
     * Takes in a believed value, in the fact's unit.
     *
     * @param raw the sample's own number
     */
    void take(RankedSource ranked, double value, double raw) {
        taken++;
        int fact = ranked.source().fact().ordinal();
        if (ranked.rank() > ranks[fact]) {
            return;
        }
        if (ranked.source().fact() == Fact.XID) {
            takeXid(ranked, (int) value, raw);
            return;
        }
        values[fact] = ranked.rank() < ranks[fact] ? value : Math.max(values[fact], value);
        ranks[fact] = ranked.rank();
        if (ranked.source().fact() == Fact.BUSY) {
            signal = ranked.source().metric();
        }
    }

    /** How many values were taken in. */
    int taken() {
        return taken;
    }

    /** Whether it can be called what it is called: garbage must not get into the inventory, which could not store it. */
    boolean isBelievable() {
        return isName(uuid) && isName(instance) && isName(node) && isName(model);
    }

    private static boolean isName(String text) {
        return text == null || text.length() <= LONGEST_NAME && text.chars().noneMatch(Character::isISOControl);
    }

    private void takeXid(RankedSource ranked, int xid, double raw) {
        if (ranked.rank() < ranks[Fact.XID.ordinal()]) {
            xids.clear();
        }
        ranks[Fact.XID.ordinal()] = ranked.rank();
        long times = ranked.source().valueLabel() == null ? 1 : Math.round(raw);
        if (times > 0 && xids.size() < MOST_XIDS) {
            xids.merge(xid, times, Math::max);
        }
    }

    DeviceReading reading() {
        Double busy = number(Fact.BUSY);
        return new DeviceReading(
                node,
                uuid,
                instance,
                profile,
                index(index),
                model,
                busy == null ? null : Math.min(1, busy),
                signal,
                count(Fact.MEMORY_USED),
                whole(memoryTotal()),
                number(Fact.POWER),
                number(Fact.TEMPERATURE),
                errors(),
                holders.list());
    }

    private DeviceErrors errors() {
        double failed = value(Fact.REMAP_FAILURE);
        return new DeviceErrors(
                xids,
                count(Fact.ECC_UNCORRECTABLE),
                count(Fact.ECC_CORRECTABLE),
                count(Fact.REMAPPED_ROWS),
                Double.isNaN(failed) ? null : failed > 0,
                count(Fact.PENDING_REPAIRS));
    }

    private double memoryTotal() {
        if (!Double.isNaN(value(Fact.MEMORY_TOTAL))) {
            return value(Fact.MEMORY_TOTAL);
        }
        double reserved = value(Fact.MEMORY_RESERVED);
        return value(Fact.MEMORY_USED) + value(Fact.MEMORY_FREE) + (Double.isNaN(reserved) ? 0 : reserved);
    }

    private double value(Fact fact) {
        return values[fact.ordinal()];
    }

    private Double number(Fact fact) {
        return Double.isNaN(value(fact)) ? null : Double.valueOf(value(fact));
    }

    private Long count(Fact fact) {
        return whole(value(fact));
    }

    private static Long whole(double value) {
        return Double.isNaN(value) ? null : Long.valueOf(Math.round(value));
    }

    private static Integer index(String text) {
        boolean digits = text != null
                && !text.isEmpty()
                && text.length() < 7
                && text.chars().allMatch(Character::isDigit);
        return digits ? Integer.valueOf(text) : null;
    }
}
