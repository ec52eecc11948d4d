package io.headroom.telemetry;

/**
 * A workload an exporter sees on a device: a pod, or a job of a batch system. Parts the exporter does not tell are null;
 * the pod or the job always is told.
 *
 * @param job its number, as Slurm knows it
 * @param account whom the batch system charges for it
 */
public record Holder(String namespace, String pod, String container, String job, String account) {
    /** A pod. */
    public Holder(String namespace, String pod, String container) {
        this(namespace, pod, container, null, null);
    }

    /** A job. */
    static Holder ofJob(String job, String account) {
        return new Holder(null, null, null, job, account);
    }

    /** As people read it. */
    String name() {
        if (pod == null) return "job " + job;
        return (namespace == null ? "" : namespace + "/") + pod;
    }
}
