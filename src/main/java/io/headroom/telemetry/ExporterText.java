package io.headroom.telemetry;

import io.headroom.telemetry.CompiledMapping.RankedSource;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Turns an exporter's text into device readings: finds the mapping by the metrics' names, then collects per device. */
public final class ExporterText implements PrometheusText.Sink {
    /** DCGM's 64-bit blanks start here; a counter cannot get this far. */
    private static final double BLANK = 0x7ffffffffffffff0L;

    private final Mappings mappings;
    private final SampleRoles roles = new SampleRoles();
    private final DeviceDrafts devices = new DeviceDrafts();
    private final SliceMemo<List<RankedSource>> lastMetric = new SliceMemo<>();
    private CompiledMapping mapping;
    private long dropped;

    private ExporterText(Mappings mappings) {
        this.mappings = mappings;
    }

    /** Reads a text to its end. Only the stream can fail; what is odd in it is counted. */
    public static Reading read(InputStream in, Mappings mappings) throws IOException {
        ExporterText text = new ExporterText(mappings);
        PrometheusText.Counts counts = PrometheusText.parse(in, text);
        String name = text.mapping == null ? null : text.mapping.name();
        long dropped = counts.dropped() + text.dropped + text.devices.unbelievable();
        return new Reading(name, text.devices.readings(), counts.lines(), dropped);
    }

    @Override
    public void sample(Sample sample) {
        List<RankedSource> sources = sources(sample);
        if (sources == null) {
            return;
        }
        roles.resolve(sample, mapping);
        int uuid = roles.label(Role.UUID);
        if (uuid < 0 || sample.hasEmptyValue(uuid) || isPiece(sample)) {
            return;
        }
        DeviceDraft device = devices.of(sample, uuid, part(sample, Role.INSTANCE));
        if (device == null) {
            dropped++;
            return;
        }
        device.identify(sample, roles, part(sample, Role.PROFILE));
        takeValue(sample, device, sources);
    }

    /** Position of a label that tells a part of the device, or -1 where it means the whole. */
    private int part(Sample sample, Role role) {
        int label = roles.label(role);
        return mapping.isWhole(sample, label) ? -1 : label;
    }

    private boolean isPiece(Sample sample) {
        int piece = roles.label(Role.PIECE);
        return piece >= 0 && !sample.hasEmptyValue(piece);
    }

    /** What the sample's metric may tell, or null if it is none of the exporter's. */
    private List<RankedSource> sources(Sample sample) {
        if (lastMetric.isAbout(sample.bytes, sample.nameStart, sample.nameEnd)) {
            return lastMetric.answer();
        }
        if (mapping == null) {
            mapping = detect(sample);
        }
        List<RankedSource> sources = mapping == null ? null : mapping.sources(sample);
        return lastMetric.remember(sample.bytes, sample.nameStart, sample.nameEnd, sources);
    }

    private CompiledMapping detect(Sample sample) {
        return mappings.inOrder().stream()
                .filter(candidate -> candidate.owns(sample))
                .findFirst()
                .orElse(null);
    }

    private void takeValue(Sample sample, DeviceDraft device, List<RankedSource> sources) {
        if (Double.isNaN(sample.value()) || sample.value() >= BLANK) {
            dropped++;
            return;
        }
        RankedSource ranked = told(sample, sources);
        if (ranked == null) {
            return;
        }
        double value = ranked.source().value(sample);
        if (ranked.source().fact().believes(value)) {
            device.take(ranked, value, sample.value());
        } else {
            dropped++;
        }
    }

    private static RankedSource told(Sample sample, List<RankedSource> sources) {
        for (int i = 0; i < sources.size(); i++) {
            if (sources.get(i).source().isToldBy(sample)) {
                return sources.get(i);
            }
        }
        return null;
    }
}
