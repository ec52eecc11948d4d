package io.headroom.telemetry;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A {@link Mapping} arranged for looking up slices of the parser's buffer. Immutable once built. */
final class CompiledMapping {
    /** A source with its place in the order of preference; lower is better. */
    record RankedSource(FactSource source, int rank) {}

    /** What a label name means, and how much it is preferred among its role's names; lower is better. */
    record RankedRole(Role role, int rank) {}

    private final Mapping mapping;
    private final List<byte[]> families = new ArrayList<>();
    private final List<byte[]> whole = new ArrayList<>();
    private final SliceTable<List<RankedSource>> sources = SliceTable.ignoringCase();
    private final SliceTable<RankedRole> roles = SliceTable.ignoringCase();

    CompiledMapping(Mapping mapping) {
        this.mapping = mapping;
        mapping.families().forEach(prefix -> families.add(prefix.getBytes(StandardCharsets.UTF_8)));
        mapping.whole().forEach(value -> whole.add(value.getBytes(StandardCharsets.UTF_8)));
        for (int rank = 0; rank < mapping.facts().size(); rank++) {
            add(new RankedSource(mapping.facts().get(rank), rank));
        }
        mapping.labels().forEach(this::add);
    }

    String name() {
        return mapping.name();
    }

    List<String> metrics() {
        return mapping.metrics();
    }

    /** Whether the label's value means no part but the whole device. */
    boolean isWhole(Sample sample, int label) {
        for (int i = 0; i < whole.size(); i++) {
            if (sample.isSpelled(label, whole.get(i))) {
                return true;
            }
        }
        return false;
    }

    boolean owns(Sample sample) {
        for (byte[] family : families) {
            if (startsWith(sample, family)) {
                return true;
            }
        }
        return false;
    }

    /** The facts the sample's metric may tell; empty if none, null if the metric is of another exporter. */
    List<RankedSource> sources(Sample sample) {
        if (!owns(sample)) {
            return null;
        }
        List<RankedSource> named = sources.get(sample.bytes, sample.nameStart, sample.nameEnd);
        return named == null ? List.of() : named;
    }

    /** What a label of the sample means, or null. */
    RankedRole role(Sample sample, int label) {
        return roles.get(sample.bytes, sample.labelNameStart(label), sample.labelNameEnd(label));
    }

    private void add(RankedSource ranked) {
        String metric = ranked.source().metric();
        if (sources.get(metric) == null) {
            sources.put(metric, new ArrayList<>());
        }
        sources.get(metric).add(ranked);
    }

    private void add(Role role, List<String> names) {
        for (int rank = 0; rank < names.size(); rank++) {
            if (roles.get(names.get(rank)) == null) {
                roles.put(names.get(rank), new RankedRole(role, rank));
            }
        }
    }

    private static boolean startsWith(Sample sample, byte[] prefix) {
        if (sample.nameEnd - sample.nameStart < prefix.length) {
            return false;
        }
        for (int i = 0; i < prefix.length; i++) {
            if ((sample.bytes[sample.nameStart + i] | 0x20) != (prefix[i] | 0x20)) {
                return false;
            }
        }
        return true;
    }
}
