package io.headroom.board;

import io.headroom.platform.When;
import io.headroom.telemetry.Scrape;
import io.headroom.telemetry.Targets;
import java.time.Instant;

/**
 * One exporter and the age of what it tells.
 *
 * @param newest when it answered well last, or null if it never did
 * @param error why it did not the last time, or what of its answer does not count; null if all is well
 */
record TargetRow(String target, String mapping, When newest, boolean late, String error) {
    static TargetRow of(Targets.Status status, boolean late, Instant now) {
        Scrape last = status.last();
        return new TargetRow(
                status.target().uri().toString(),
                last == null ? null : last.mapping(),
                When.of(status.lastGood(), now),
                late,
                last == null ? null : last.trouble());
    }
}
