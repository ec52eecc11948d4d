package io.headroom.approval;

import com.google.protobuf.Timestamp;
import java.time.Duration;
import java.time.Instant;

/** Our times as CEL wants them. */
final class Times {
    private Times() {}

    static com.google.protobuf.Duration duration(Duration it) {
        return com.google.protobuf.Duration.newBuilder()
                .setSeconds(it.getSeconds())
                .setNanos(it.getNano())
                .build();
    }

    static Timestamp timestamp(Instant it) {
        return Timestamp.newBuilder()
                .setSeconds(it.getEpochSecond())
                .setNanos(it.getNano())
                .build();
    }
}
