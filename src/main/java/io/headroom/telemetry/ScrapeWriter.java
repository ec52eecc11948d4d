package io.headroom.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.OutputStream;

/** Writes a scrape as one line of JSON. What is unknown is null, never 0. */
final class ScrapeWriter {
    private static final JsonFactory JSON =
            JsonFactory.builder().disable(StreamWriteFeature.AUTO_CLOSE_TARGET).build();

    private ScrapeWriter() {}

    static void write(Scrape scrape, OutputStream out) throws IOException {
        try (JsonGenerator json = JSON.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringField("target", scrape.target());
            json.writeStringField("mapping", scrape.mapping());
            json.writeArrayFieldStart("devices");
            for (DeviceReading device : scrape.devices()) device(device, json);
            json.writeEndArray();
            json.writeNumberField("lines", scrape.lines());
            json.writeNumberField("dropped", scrape.dropped());
            if (!scrape.succeeded()) json.writeStringField("error", scrape.error());
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private static void device(DeviceReading device, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("node", device.node());
        json.writeStringField("uuid", device.uuid());
        json.writeStringField("instance", device.instance().isEmpty() ? null : device.instance());
        json.writeStringField("model", device.model());
        json.writePOJOField("busy", device.busy());
        json.writeStringField("signal", device.signal());
        json.writePOJOField("memoryUsedBytes", device.memoryUsedBytes());
        json.writePOJOField("memoryTotalBytes", device.memoryTotalBytes());
        json.writePOJOField("powerWatts", device.powerWatts());
        json.writePOJOField("temperatureCelsius", device.temperatureCelsius());
        errors(device.errors(), json);
        json.writeArrayFieldStart("holders");
        for (Holder holder : device.holders()) holder(holder, json);
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void errors(DeviceErrors errors, JsonGenerator json) throws IOException {
        json.writePOJOField("xid", errors.xid());
        json.writePOJOField("eccUncorrectable", errors.uncorrectable());
        json.writePOJOField("eccCorrectable", errors.correctable());
        json.writePOJOField("remappedRows", errors.remappedRows());
        json.writePOJOField("remapFailed", errors.remapFailed());
        json.writePOJOField("pendingRepairs", errors.pendingRepairs());
    }

    /** A pod has neither job nor account, so only a job has these fields. */
    private static void holder(Holder holder, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("namespace", holder.namespace());
        json.writeStringField("pod", holder.pod());
        json.writeStringField("container", holder.container());
        if (holder.job() != null) {
            json.writeStringField("job", holder.job());
            json.writeStringField("account", holder.account());
        }
        json.writeEndObject();
    }
}
