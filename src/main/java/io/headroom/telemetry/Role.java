package io.headroom.telemetry;

/** What a label can tell about a device or about who is on it. */
public enum Role {
    /** Identity of the physical device. A series without it is about something else. */
    UUID,
    /** Part of the device, such as a MIG instance; empty for the whole. */
    INSTANCE,
    /** What kind of part that is, such as a MIG profile; empty for the whole. */
    PROFILE,
    /** Marks series of a piece that is no device of its own, such as a tile. Where it is not empty nothing is read. */
    PIECE,
    /** Position in its node. */
    INDEX,
    MODEL,
    NODE,
    NAMESPACE,
    POD,
    CONTAINER,
    /** Job of a batch system on the device, or {@code job@account}. */
    JOB,
    /** Whom the batch system charges for the job. */
    ACCOUNT,
    /**
     * Namespace and pod as Prometheus renames them when its own target labels clash. Where these exist they are the
     * workload, and the plain ones are the exporter itself.
     */
    EXPORTED_NAMESPACE,
    EXPORTED_POD,
    EXPORTED_CONTAINER,
    /** Label only a Prometheus server adds; where it exists the plain namespace and pod are not believed. */
    SCRAPED_BY_PROMETHEUS
}
