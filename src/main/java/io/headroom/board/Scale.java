package io.headroom.board;

import java.util.Locale;

/** Round ends of an axis. */
final class Scale {
    private static final double[] ROUND = {1, 2, 4, 10};

    private Scale() {}

    /** The smallest of 2, 4, 10, 20, 40, 100 … that is not below: its half is whole too. */
    static double above(double most) {
        double power = 1;
        while (true) {
            for (double round : ROUND) if (round * power >= most && round * power > 1) return round * power;
            power *= 10;
        }
    }

    static String label(double gpus) {
        return String.format(Locale.ROOT, "%.0f", gpus);
    }
}
