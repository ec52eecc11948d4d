package io.headroom.board;

import io.headroom.telemetry.Utilization;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * The picture of now. Who asks while nothing was committed or measured since the last one gets the same: hundreds of open
 * boards ask at once when something changes, and one picture of ten thousand GPUs is work.
 */
@ApplicationScoped
class Pictures {
    /** Time passes in a picture too: verdicts turn, and data grows old. */
    private static final Duration SHARED = Duration.ofSeconds(1);

    private final Camera camera;
    private final MomentRepository moments;
    private final Utilization utilization;
    private final Clock clock;
    private Shared latest;

    Pictures(Camera camera, MomentRepository moments, Utilization utilization, Clock clock) {
        this.camera = camera;
        this.moments = moments;
        this.utilization = utilization;
        this.clock = clock;
    }

    /** What was committed and measured when a picture was taken. */
    private record Moment(String committed, long measured) {}

    private record Shared(Moment moment, Picture picture) {
        boolean shows(Moment asked, Instant now) {
            return moment.equals(asked)
                    && !now.isBefore(picture.now())
                    && now.isBefore(picture.now().plus(SHARED));
        }
    }

    synchronized Picture take() {
        // Read before the picture is taken: one that shows more than its moment is never given away again.
        Moment moment = new Moment(moments.committed(), utilization.measured());
        if (latest == null || !latest.shows(moment, clock.instant())) latest = new Shared(moment, camera.take());
        return latest.picture();
    }
}
