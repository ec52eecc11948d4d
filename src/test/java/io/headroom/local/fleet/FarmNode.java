package io.headroom.local.fleet;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * One node of the load run's fleet, the same wherever it is asked: eight H100, all of one lease; every fifth node is free.
 *
 * @param number from 0
 */
public record FarmNode(int number) {
    public static final int NODES = 1_250;
    public static final int GPUS = 8;
    public static final String FLAVOR = "h100-80gb";
    public static final List<String> TEAMS = List.of("vision", "nlp", "speech", "serving", "search");

    private static final List<String> KINDS = List.of("TRAINING", "INFERENCE", "PREPROCESSING", "INTERACTIVE");

    public static List<FarmNode> all() {
        return IntStream.range(0, NODES).mapToObj(FarmNode::new).toList();
    }

    public String name() {
        return "node-%04d".formatted(number);
    }

    /** Who works on it, if anybody; since an instant that is given, because the node does not know. */
    public Optional<Job> job(Instant since) {
        if (number % TEAMS.size() == 0) return Optional.empty();
        String team = TEAMS.get(number / TEAMS.size() % TEAMS.size());
        return Optional.of(new Job(uuid("lease").toString(), team, KINDS.get(number % KINDS.size()), since));
    }

    List<FleetGpu> gpus() {
        return IntStream.range(0, GPUS)
                .mapToObj(i -> new FleetGpu(name(), i, "GPU-" + uuid("gpu " + i), "NVIDIA H100 80GB HBM3", 81_559))
                .toList();
    }

    private UUID uuid(String what) {
        return UUID.nameUUIDFromBytes((name() + "/" + what).getBytes(StandardCharsets.UTF_8));
    }
}
