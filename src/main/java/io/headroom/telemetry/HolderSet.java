package io.headroom.telemetry;

import java.util.ArrayList;
import java.util.List;

/**
 * The workloads seen on one device, each once. Time-slicing repeats every series per holder, so almost every call finds
 * a holder already known, and finding costs no garbage.
 */
final class HolderSet {
    /** A holder with its parts as spelled in the text. */
    private record Known(byte[] namespace, byte[] pod, byte[] container, Holder holder) {
        static Known of(Sample sample, int namespace, int pod, int container) {
            Holder holder = new Holder(text(sample, namespace), text(sample, pod), text(sample, container));
            return new Known(sample.spelling(namespace), sample.spelling(pod), sample.spelling(container), holder);
        }

        boolean is(Sample sample, int namespaceLabel, int podLabel, int containerLabel) {
            return sample.isSpelled(podLabel, pod)
                    && sample.isSpelled(namespaceLabel, namespace)
                    && sample.isSpelled(containerLabel, container);
        }

        private static String text(Sample sample, int label) {
            return label < 0 || sample.hasEmptyValue(label) ? null : sample.labelValue(label);
        }
    }

    /** More pods than can share a device; keeps made-up ones from filling the memory. */
    private static final int MOST = 256;

    private final List<Known> known = new ArrayList<>(1);

    /** Takes in who the sample's series is attributed to, if anyone. */
    void add(Sample sample, SampleRoles roles) {
        int pod = holderLabel(roles, Role.EXPORTED_POD, Role.POD);
        if (pod < 0 || sample.hasEmptyValue(pod)) {
            return;
        }
        int namespace = holderLabel(roles, Role.EXPORTED_NAMESPACE, Role.NAMESPACE);
        int container = holderLabel(roles, Role.EXPORTED_CONTAINER, Role.CONTAINER);
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).is(sample, namespace, pod, container)) {
                return;
            }
        }
        if (known.size() < MOST) {
            known.add(Known.of(sample, namespace, pod, container));
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
}
