package io.headroom.telemetry;

import java.util.Map;

/** What Kubernetes says about workloads by labels. Empty where nothing is known: never waits for a cluster. */
public interface WorkloadLabels {
    Map<String, String> ofNamespace(String namespace);

    Map<String, String> ofPod(String namespace, String pod);
}
