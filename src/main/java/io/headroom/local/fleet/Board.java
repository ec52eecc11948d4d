package io.headroom.local.fleet;

import java.util.Arrays;

/** What a model draws, in watts, at rest and at most. From the makers' data sheets. */
enum Board {
    H200("H200", 75, 700),
    H100("H100", 70, 700),
    A100("A100", 55, 400),
    L40S("L40S", 35, 350),
    L4("L4", 16, 72),
    OTHER("", 40, 300);

    private final String inModelName;
    private final double idleWatts;
    private final double maxWatts;

    Board(String inModelName, double idleWatts, double maxWatts) {
        this.inModelName = inModelName;
        this.idleWatts = idleWatts;
        this.maxWatts = maxWatts;
    }

    static Board of(String model) {
        return Arrays.stream(values())
                .filter(board -> model.contains(board.inModelName))
                .findFirst()
                .orElse(OTHER);
    }

    double idleWatts() {
        return idleWatts;
    }

    double maxWatts() {
        return maxWatts;
    }
}
