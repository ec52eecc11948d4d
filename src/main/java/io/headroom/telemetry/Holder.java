package io.headroom.telemetry;

/**
 * A workload an exporter sees on a device. Parts the exporter does not tell are null; the pod always is told.
 */
public record Holder(String namespace, String pod, String container) {}
