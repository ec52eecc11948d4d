package io.headroom.platform;

import java.util.Arrays;
import java.util.Optional;

/** What can change. Pages listen to topics; the planning loop listens to {@link #WORLD}. */
public enum Topic {
    /** Something the allocator looks at: it has to plan. */
    WORLD,
    /** Teams, cohorts, flavors and their quotas. */
    QUOTAS,
    /** Holdings, loans, free GPUs: the board and team pages. */
    BOARD,
    /** Requests and who has to decide them. */
    REQUESTS,
    /** New measurements. */
    USE,
    /** What people were told, and what became of deliveries. */
    NOTIFICATIONS;

    /** The topic of this name; empty for one that only a newer replica knows. */
    static Optional<Topic> of(String name) {
        return Arrays.stream(values())
                .filter(topic -> topic.name().equals(name))
                .findFirst();
    }
}
