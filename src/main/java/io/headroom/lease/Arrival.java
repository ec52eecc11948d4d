package io.headroom.lease;

import io.headroom.platform.When;
import java.time.Instant;

/**
 * GPUs that are asked back for a lease and come to it by a deadline, as pages count down to it.
 *
 * @param from who gives them back
 */
public record Arrival(int gpus, String flavor, String from, String sentence, When deadline) {
    static Arrival of(OpenNotice notice, Instant now) {
        return new Arrival(
                notice.gpus(), notice.flavor(), notice.team(), notice.sentence(), When.of(notice.deadline(), now));
    }
}
