package io.headroom.telemetry;

import java.util.Map;

/** What Kubernetes says about workloads by labels. Empty where nothing is known: never waits for a cluster. */
public interface WorkloadLabels {
    /** Labels of a namespace; empty if it is not known. */
    Map<String, String> ofNamespace(String namespace);

    /** Labels of a pod; empty if it is not known. */
    Map<String, String> ofPod(String namespace, String pod);
}
