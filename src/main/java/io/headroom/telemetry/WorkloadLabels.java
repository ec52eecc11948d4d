package io.headroom.telemetry;

import java.util.Map;

/** The labels of namespaces and pods, as far as a cluster tells them. Answers from memory: it is asked for every workload. */
public interface WorkloadLabels {
    /** Empty if there is none, or if nobody knows. */
    Map<String, String> ofNamespace(String namespace);

    /** Empty if there is none, or if nobody knows. */
    Map<String, String> ofPod(String namespace, String pod);
}
