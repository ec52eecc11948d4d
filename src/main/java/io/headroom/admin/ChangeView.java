package io.headroom.admin;

import io.headroom.platform.When;
import io.headroom.team.Change;
import java.time.Instant;
import java.util.List;

/** One edit on record, as pages show it. */
public record ChangeView(String actor, When at, List<String> differences) {
    static List<ChangeView> of(List<Change> changes, Instant now) {
        return changes.stream()
                .map(it -> new ChangeView(it.actor(), When.of(it.at(), now), it.differences()))
                .toList();
    }
}
