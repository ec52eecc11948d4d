package io.headroom.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * The workloads seen on one device, each once. Time-slicing repeats every series per holder, so almost every call finds
 * a holder already known, and finding costs no garbage.
 */
final class HolderSet {
    /** A holder with its parts as spelled in the text. */
    private record Known(byte[][] spellings, Holder holder) {
        boolean is(Sample sample, int[] labels) {
            for (int part = 0; part < labels.length; part++) {
                if (!sample.isSpelled(labels[part], spellings[part])) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final int NAMESPACE = 0;
    private static final int POD = 1;
    private static final int CONTAINER = 2;
    private static final int JOB = 3;
    private static final int ACCOUNT = 4;

    /** More workloads than can share a device; keeps made-up ones from filling the memory. */
    private static final int MOST = 256;

    private final List<Known> known = new ArrayList<>(1);
    private final int[] labels = new int[5];

    /** Takes in who the sample's series is attributed to, if anyone. */
    void add(Sample sample, SampleRoles roles) {
        find(sample, roles);
        if (labels[POD] < 0 && labels[JOB] < 0) {
            return;
        }
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).is(sample, labels)) {
                return;
            }
        }
        if (known.size() < MOST) {
            known.add(known(sample));
        }
    }

    /** Where the parts of the holder are; -1 for one that is not told. Without a pod its namespace says nothing. */
    private void find(Sample sample, SampleRoles roles) {
        labels[POD] = told(sample, holderLabel(roles, Role.EXPORTED_POD, Role.POD));
        boolean pod = labels[POD] >= 0;
        labels[NAMESPACE] = pod ? told(sample, holderLabel(roles, Role.EXPORTED_NAMESPACE, Role.NAMESPACE)) : -1;
        labels[CONTAINER] = pod ? told(sample, holderLabel(roles, Role.EXPORTED_CONTAINER, Role.CONTAINER)) : -1;
        labels[JOB] = told(sample, roles.label(Role.JOB));
        labels[ACCOUNT] = told(sample, roles.label(Role.ACCOUNT));
    }

    private static int told(Sample sample, int label) {
        return label < 0 || sample.hasEmptyValue(label) ? -1 : label;
    }

    /** dcgm-exporter knows a job only by what the prolog wrote down; {@code job@account} is how that can tell both. */
    private Known known(Sample sample) {
        byte[][] spellings = new byte[labels.length][];
        for (int part = 0; part < labels.length; part++) {
            spellings[part] = sample.spelling(labels[part]);
        }
        String job = text(sample, JOB);
        String account = text(sample, ACCOUNT);
        int at = job == null ? -1 : job.indexOf('@');
        Holder holder = new Holder(
                text(sample, NAMESPACE),
                text(sample, POD),
                text(sample, CONTAINER),
                at < 0 ? job : job.substring(0, at),
                at < 0 || account != null ? account : job.substring(at + 1));
        return new Known(spellings, holder);
    }

    private String text(Sample sample, int part) {
        return labels[part] < 0 ? null : sample.labelValue(labels[part]);
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
}
