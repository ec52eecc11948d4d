package io.headroom.telemetry;

import io.headroom.telemetry.CompiledMapping.RankedRole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Which label of the current sample plays which role. Reused from sample to sample. */
final class SampleRoles {
    private static final int ROLES = Role.values().length;

    private final int[] labels = new int[ROLES];
    private final int[] ranks = new int[ROLES];
    private final List<SliceMemo<RankedRole>> byPosition = new ArrayList<>();

    void resolve(Sample sample, CompiledMapping mapping) {
        Arrays.fill(labels, -1);
        Arrays.fill(ranks, Integer.MAX_VALUE);
        for (int label = 0; label < sample.labelCount(); label++) {
            RankedRole found = role(sample, label, mapping);
            if (found != null && found.rank() < ranks[found.role().ordinal()]) {
                labels[found.role().ordinal()] = label;
                ranks[found.role().ordinal()] = found.rank();
            }
        }
    }

    private RankedRole role(Sample sample, int label, CompiledMapping mapping) {
        if (label == byPosition.size()) {
            byPosition.add(new SliceMemo<>());
        }
        SliceMemo<RankedRole> memo = byPosition.get(label);
        int start = sample.labelNameStart(label);
        int end = sample.labelNameEnd(label);
        return memo.isAbout(sample.bytes, start, end)
                ? memo.answer()
                : memo.remember(sample.bytes, start, end, mapping.role(sample, label));
    }

    /** Position of the role's label, or -1. */
    int label(Role role) {
        return labels[role.ordinal()];
    }

    /** The role's value, or null where there is no such label or it is empty. */
    String text(Sample sample, Role role) {
        int label = label(role);
        return label < 0 || sample.hasEmptyValue(label) ? null : sample.labelValue(label);
    }
}
