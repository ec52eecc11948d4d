package io.headroom.platform;

import java.util.Set;

/** A CDI event: these topics changed somewhere in the installation. */
public record Changed(Set<Topic> topics) {
    public Changed {
        topics = Set.copyOf(topics);
    }
}
