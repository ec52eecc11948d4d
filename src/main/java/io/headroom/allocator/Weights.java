package io.headroom.allocator;

/**
 * How strongly each node pulls on the surplus among its siblings: its weight, corrected by what it used lately (R3).
 */
final class Weights {
    private final double[] pull;

    Weights(QuotaShape shape, double historyWeight) {
        pull = new double[shape.nodes().size()];
        for (QuotaNode parent : shape.nodes()) {
            double total = shape.children(parent).stream()
                    .mapToDouble(n -> n.standing().weight())
                    .sum();
            for (QuotaNode child : shape.children(parent)) {
                double w = total == 0 ? 0 : child.standing().weight() / total;
                double u = child.standing().usageShare();
                pull[child.index()] = w == 0 ? 0 : Math.max(0, w + historyWeight * (w - u));
            }
        }
    }

    double pull(QuotaNode node) {
        return pull[node.index()];
    }
}
