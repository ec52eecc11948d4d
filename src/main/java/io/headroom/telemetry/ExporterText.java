package io.headroom.telemetry;

import io.headroom.telemetry.CompiledMapping.RankedSource;
import java.io.IOException;
import java.io.InputStream;

/** Turns an exporter's text into device readings: finds the mapping by the metrics' names, then collects per device. */
public final class ExporterText implements PrometheusText.Sink {
    /** DCGM's 64-bit blanks start here; a counter cannot get this far. */
    private static final double BLANK = 0x7ffffffffffffff0L;

    private final Mappings mappings;
    private final SampleRoles roles = new SampleRoles();
    private final DeviceDrafts devices = new DeviceDrafts();
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
        return new Reading(name, text.devices.readings(), counts.lines(), counts.dropped() + text.dropped);
    }

    @Override
    public void sample(Sample sample) {
        if (!isOurs(sample)) {
            return;
        }
        roles.resolve(sample, mapping);
        int uuid = roles.label(Role.UUID);
        if (uuid < 0 || sample.hasEmptyValue(uuid)) {
            return;
        }
        String instance = roles.text(sample, Role.INSTANCE);
        DeviceDraft device = devices.of(sample, uuid, instance == null ? "" : instance);
        if (device == null) {
            dropped++;
            return;
        }
        device.identify(sample, roles);
        takeValue(sample, device);
    }

    private boolean isOurs(Sample sample) {
        if (mapping != null) {
            return mapping.owns(sample);
        }
        for (CompiledMapping candidate : mappings.inOrder()) {
            if (candidate.owns(sample)) {
                mapping = candidate;
                return true;
            }
        }
        return false;
    }

    private void takeValue(Sample sample, DeviceDraft device) {
        if (Double.isNaN(sample.value()) || sample.value() >= BLANK) {
            dropped++;
            return;
        }
        RankedSource ranked = mapping.source(sample);
        if (ranked == null) {
            return;
        }
        double value = ranked.source().value(sample);
        if (ranked.source().fact().believes(value)) {
            device.take(ranked, value);
        } else {
            dropped++;
        }
    }
}
