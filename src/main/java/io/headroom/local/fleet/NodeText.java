package io.headroom.local.fleet;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Writes a node's scrape as dcgm-exporter does since May 2026: {@code hostname} in lower case, pods only where there are some. */
final class NodeText {
    /** One GPU at the moment of the scrape. */
    record Measured(FleetGpu gpu, Optional<Job> job, GpuState state) {}

    private NodeText() {}

    static String of(List<Measured> gpus) {
        StringBuilder text = new StringBuilder(gpus.size() * 8 * 1024);
        List<String> labels = gpus.stream().map(NodeText::labels).toList();
        for (DcgmField field : DcgmField.values()) {
            text.append(field.header());
            for (int i = 0; i < labels.size(); i++) {
                append(text, field, labels.get(i), gpus.get(i).state());
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, DcgmField field, String labels, GpuState state) {
        double value = field.of(state);
        if (Double.isNaN(value)) {
            return;
        }
        BigDecimal printed = BigDecimal.valueOf(value).setScale(field.decimals(), RoundingMode.HALF_UP);
        text.append(field).append(labels).append(printed.toPlainString()).append('\n');
    }

    private static String labels(Measured measured) {
        FleetGpu gpu = measured.gpu();
        String device =
                "{gpu=\"%d\",UUID=\"%s\",pci_bus_id=\"00000000:%02X:00.0\",device=\"nvidia%d\",modelName=\"%s\","
                        .formatted(
                                gpu.index(), gpu.uuid(), 0x10 + 0x0b * gpu.index(), gpu.index(), escaped(gpu.model()));
        String host = "hostname=\"%s\",DCGM_FI_DRIVER_VERSION=\"580.105.08\"".formatted(escaped(gpu.node()));
        return device + host + measured.job().map(NodeText::pod).orElse("") + "} ";
    }

    private static String pod(Job job) {
        return ",container=\"main\",namespace=\"%s\",pod=\"lease-%s-0\""
                .formatted(escaped(job.team()), escaped(job.leaseId()));
    }

    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
