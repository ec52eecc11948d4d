package io.headroom.telemetry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The workloads seen on one device, each once. Time-slicing repeats every series per holder, so almost every call finds
 * a holder already known, and finding costs no garbage.
 */
final class HolderSet {
    private record Known(byte[][] raw, Holder holder) {}

    private final List<Known> known = new ArrayList<>(1);

    /** Takes in who the sample's series is attributed to, if anyone. */
    void add(Sample sample, SampleRoles roles) {
        int pod = holderLabel(roles, Role.EXPORTED_POD, Role.POD);
        if (pod < 0 || sample.hasEmptyValue(pod)) {
            return;
        }
        int[] labels = {
            holderLabel(roles, Role.EXPORTED_NAMESPACE, Role.NAMESPACE),
            pod,
            holderLabel(roles, Role.EXPORTED_CONTAINER, Role.CONTAINER)
        };
        if (!isKnown(sample, labels)) {
            known.add(known(sample, labels));
        }
    }

    List<Holder> list() {
        return known.stream().map(Known::holder).toList();
    }

    /**
     * Prometheus renames a workload's labels to {@code exported_…} where its own target labels clash. If it did so for
     * the pod, a plain label is one that did not clash. If it did not, the plain pod may be the exporter's own, which is
     * worse than unknown.
     */
    private static int holderLabel(SampleRoles roles, Role exported, Role plain) {
        if (roles.label(exported) >= 0) {
            return roles.label(exported);
        }
        boolean doubtful = roles.label(Role.SCRAPED_BY_PROMETHEUS) >= 0 && roles.label(Role.EXPORTED_POD) < 0;
        return doubtful ? -1 : roles.label(plain);
    }

    private boolean isKnown(Sample sample, int[] labels) {
        for (int i = 0; i < known.size(); i++) {
            if (matches(known.get(i).raw(), sample, labels)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(byte[][] raw, Sample sample, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (!matches(raw[i], sample, labels[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(byte[] raw, Sample sample, int label) {
        if (label < 0) {
            return raw.length == 0;
        }
        int start = sample.labelValueStart(label);
        return Arrays.equals(raw, 0, raw.length, sample.bytes, start, sample.labelValueEnd(label));
    }

    private static Known known(Sample sample, int[] labels) {
        byte[][] raw = new byte[labels.length][];
        String[] text = new String[labels.length];
        for (int i = 0; i < labels.length; i++) {
            raw[i] = raw(sample, labels[i]);
            text[i] = raw[i].length == 0 ? null : sample.labelValue(labels[i]);
        }
        return new Known(raw, new Holder(text[0], text[1], text[2]));
    }

    private static byte[] raw(Sample sample, int label) {
        return label < 0
                ? new byte[0]
                : Arrays.copyOfRange(sample.bytes, sample.labelValueStart(label), sample.labelValueEnd(label));
    }
}
