package io.headroom.telemetry;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Where no cluster is asked, nothing is known of labels. */
@DefaultBean
@ApplicationScoped
class NoWorkloadLabels implements WorkloadLabels {
    @Override
    public Map<String, String> ofNamespace(String namespace) {
        return Map.of();
    }

    @Override
    public Map<String, String> ofPod(String namespace, String pod) {
        return Map.of();
    }
}
