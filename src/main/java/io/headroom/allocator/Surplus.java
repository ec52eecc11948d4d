package io.headroom.allocator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Divides a surplus among siblings (R3): highest rank first, by weight corrected by history, whole GPUs: floors first,
 * then one each by largest fraction, older first.
 */
final class Surplus {
    /** Fractions closer than this are the same: 2/3 is 2/3 however it was computed. */
    private static final double SAME = 1e-9;

    /** One sibling that wants more. */
    static final class Claimant {
        final QuotaNode node;
        final Standing standing;
        final int wants;
        int gets;
        private double pull = Double.NaN;
        private double fraction;

        Claimant(QuotaNode node, int wants) {
            this.node = node;
            this.standing = node.standing();
            this.wants = wants;
        }

        /** Whether there was anything left when its rank was dealt to. */
        boolean wasHeard() {
            return !Double.isNaN(pull);
        }

        /** Its weight among those it was dealt with, corrected by history. */
        double pull() {
            return pull;
        }

        private boolean isSatisfied() {
            return gets == wants;
        }

        private Instant createdAt() {
            return standing.createdAt();
        }
    }

    private static final Comparator<Claimant> LARGEST_FRACTION_FIRST = Comparator.comparingDouble(
                    (Claimant c) -> -Math.rint(c.fraction / SAME))
            .thenComparing(Claimant::createdAt)
            .thenComparing(c -> c.node.name());

    private final double historyWeight;
    private int left;

    Surplus(int gpus, double historyWeight) {
        this.left = gpus;
        this.historyWeight = historyWeight;
    }

    /** Deals to the claimants, who then know what they get. */
    void divide(List<Claimant> claimants) {
        List<Claimant> open = new ArrayList<>(claimants);
        open.removeIf(c -> c.wants <= 0);
        open.sort(Comparator.comparingInt((Claimant c) -> c.standing.rank()).reversed());
        for (int from = 0, to; from < open.size() && left > 0; from = to) {
            to = from + 1;
            while (to < open.size()
                    && open.get(to).standing.rank() == open.get(from).standing.rank()) to++;
            divideBucket(new ArrayList<>(open.subList(from, to)));
        }
    }

    private void divideBucket(List<Claimant> bucket) {
        correctByHistory(bucket);
        bucket.removeIf(c -> c.pull <= 0);
        while (left > 0 && !bucket.isEmpty()) {
            double perPull = left / bucket.stream().mapToDouble(c -> c.pull).sum();
            List<Claimant> satisfied = bucket.stream()
                    .filter(c -> c.wants <= c.pull * perPull + SAME)
                    .toList();
            if (satisfied.isEmpty()) {
                dealWhole(bucket, perPull);
                return;
            }
            for (Claimant c : satisfied) {
                c.gets = c.wants;
                left -= c.wants;
            }
            bucket.removeAll(satisfied);
        }
    }

    /** P = max(0, w + k·(w − u)): w the normalized weight, u the share of GPU-hours used, k the history weight. */
    private void correctByHistory(List<Claimant> bucket) {
        double total = bucket.stream().mapToDouble(c -> c.standing.weight()).sum();
        for (Claimant c : bucket) {
            double w = total == 0 ? 0 : c.standing.weight() / total;
            c.pull = Math.max(0, w + historyWeight * (w - c.standing.usageShare()));
            if (w == 0) c.pull = 0;
        }
    }

    private void dealWhole(List<Claimant> bucket, double perPull) {
        for (Claimant c : bucket) {
            double share = c.pull * perPull;
            c.gets = (int) Math.floor(share + SAME);
            c.fraction = Math.max(0, share - c.gets);
        }
        left -= bucket.stream().mapToInt(c -> c.gets).sum();
        bucket.sort(LARGEST_FRACTION_FIRST);
        for (Claimant c : bucket) {
            if (left == 0) return;
            if (c.isSatisfied()) continue;
            c.gets++;
            left--;
        }
    }
}
