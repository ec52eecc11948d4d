package io.headroom.telemetry;

import io.headroom.telemetry.CompiledMapping.RankedSource;
import java.util.Arrays;

/**
 * One device while its scrape is being read. For each fact the most preferred source wins; a source seen again (per
 * holder, per slice, duplicated) is never added up: the maximum stays.
 */
final class DeviceDraft {
    private static final int FACTS = Fact.values().length;
    /** As long as a host name may be, and longer than any vendor's UUID or model. */
    private static final int LONGEST_NAME = 253;

    private final String uuid;
    private final String instance;
    private final byte[] instanceSpelling;
    private final HolderSet holders = new HolderSet();
    private final double[] values = new double[FACTS];
    private final int[] ranks = new int[FACTS];
    private String node;
    private String model;
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

    /** Learns who the device is and who is on it. */
    void identify(Sample sample, SampleRoles roles) {
        node = node == null ? roles.text(sample, Role.NODE) : node;
        model = model == null ? roles.text(sample, Role.MODEL) : model;
        index = index == null ? roles.text(sample, Role.INDEX) : index;
        holders.add(sample, roles);
    }

    /** Takes in a believed value, in the fact's unit. */
    void take(RankedSource ranked, double value) {
        taken++;
        int fact = ranked.source().fact().ordinal();
        if (ranked.rank() > ranks[fact]) {
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

    DeviceReading reading() {
        Double busy = number(Fact.BUSY);
        return new DeviceReading(
                node,
                uuid,
                instance,
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
                Double.isNaN(value(Fact.XID)) ? null : (int) value(Fact.XID),
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
