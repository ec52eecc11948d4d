package io.headroom.kubernetes;

import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Pod;
import io.headroom.telemetry.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jboss.logging.Logger;

/** Exporters that are found as pods. One that is not ready is one all the same: it is late, not gone. */
record ExporterPods(ExporterRule rule) {
    private static final Logger LOG = Logger.getLogger(ExporterPods.class);
    private static final Set<String> OVER = Set.of("Succeeded", "Failed");
    private static final String ANNOTATION = "prometheus.io/";

    List<Target> targets(List<Pod> pods) {
        return pods.stream()
                .filter(ExporterPods::isThere)
                .flatMap(pod -> target(pod).stream())
                .toList();
    }

    private static boolean isThere(Pod pod) {
        return pod.getStatus() != null
                && pod.getStatus().getPodIP() != null
                && !OVER.contains(String.valueOf(pod.getStatus().getPhase()))
                && pod.getMetadata().getDeletionTimestamp() == null;
    }

    private Optional<Target> target(Pod pod) {
        Map<String, String> annotations =
                Optional.ofNullable(pod.getMetadata().getAnnotations()).orElse(Map.of());
        if (rule.annotated() && !"true".equals(annotations.get(ANNOTATION + "scrape"))) return Optional.empty();
        try {
            Endpoint at = rule.annotated() ? endpoint(annotations) : rule.endpoint();
            OptionalInt port = at.number().isPresent() ? at.number() : named(pod, at.port());
            if (port.isEmpty()) throw new IllegalArgumentException("port=" + at.port() + " is none of its ports");
            String host = pod.getStatus().getPodIP();
            return Optional.of(
                    rule.target(host, port.getAsInt(), at, pod.getSpec().getNodeName()));
        } catch (IllegalArgumentException e) {
            // Whoever makes pods may write anything into them; that concerns this one only.
            LOG.debugf(
                    "Pod %s/%s is no target: %s",
                    pod.getMetadata().getNamespace(), pod.getMetadata().getName(), e.getMessage());
            return Optional.empty();
        }
    }

    private Endpoint endpoint(Map<String, String> annotations) {
        return rule.endpoint()
                .but(
                        Optional.ofNullable(annotations.get(ANNOTATION + "port")),
                        Optional.ofNullable(annotations.get(ANNOTATION + "path")),
                        Optional.ofNullable(annotations.get(ANNOTATION + "scheme")));
    }

    private static OptionalInt named(Pod pod, String name) {
        return pod.getSpec().getContainers().stream()
                .flatMap(container -> container.getPorts().stream())
                .filter(port -> name.equals(port.getName()))
                .mapToInt(ContainerPort::getContainerPort)
                .findFirst();
    }
}
