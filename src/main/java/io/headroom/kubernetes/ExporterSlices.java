package io.headroom.kubernetes;

import io.fabric8.kubernetes.api.model.discovery.v1.EndpointConditions;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointPort;
import io.fabric8.kubernetes.api.model.discovery.v1.EndpointSlice;
import io.headroom.telemetry.Target;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * Exporters that are found behind services, by the slices that Kubernetes makes of a service's endpoints and gives the
 * service's labels.
 */
record ExporterSlices(ExporterRule rule) {
    /** IPv4 first: a service with both kinds of addresses has a slice of each, and its pods are one target each. */
    private static final Comparator<EndpointSlice> BY_FAMILY = Comparator.comparing(EndpointSlice::getAddressType);

    Collection<Target> targets(List<EndpointSlice> slices) {
        Map<Object, Target> byPod = new LinkedHashMap<>();
        slices.stream().sorted(BY_FAMILY).forEach(slice -> add(slice, byPod));
        return byPod.values();
    }

    private void add(EndpointSlice slice, Map<Object, Target> byPod) {
        OptionalInt port = port(slice);
        if (port.isEmpty()) return;
        for (var endpoint : slice.getEndpoints()) {
            if (isLeaving(endpoint.getConditions())) continue;
            String address = endpoint.getAddresses().getFirst();
            Object pod = endpoint.getTargetRef() == null
                    ? address
                    : endpoint.getTargetRef().getUid();
            byPod.putIfAbsent(
                    Objects.requireNonNullElse(pod, address),
                    rule.target(address, port.getAsInt(), rule.endpoint(), endpoint.getNodeName()));
        }
    }

    private static boolean isLeaving(EndpointConditions conditions) {
        return conditions != null && Boolean.TRUE.equals(conditions.getTerminating());
    }

    private OptionalInt port(EndpointSlice slice) {
        Endpoint at = rule.endpoint();
        if (at.number().isPresent()) return at.number();
        return slice.getPorts().stream()
                .filter(port -> at.port().equals(port.getName()) && port.getPort() != null)
                .mapToInt(EndpointPort::getPort)
                .findFirst();
    }
}
