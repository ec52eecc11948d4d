package io.headroom.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.headroom.platform.Topic;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PacerTest {
    private static final Duration PACE = Duration.ofMillis(200);

    private final BlockingQueue<Set<Topic>> out = new LinkedBlockingQueue<>();

    @Test
    void theFirstChangeGoesOutAtOnceAndABurstAfterItTogether() throws InterruptedException {
        try (var timer = Executors.newSingleThreadScheduledExecutor();
                Pacer pacer = new Pacer(PACE, timer, out::add)) {
            long before = System.nanoTime();
            pacer.offer(Set.of(Topic.BOARD));
            pacer.offer(Set.of(Topic.USE));
            pacer.offer(Set.of(Topic.REQUESTS));
            assertThat(out.poll()).containsExactly(Topic.BOARD);
            assertThat(out.poll(5, TimeUnit.SECONDS)).containsExactlyInAnyOrder(Topic.USE, Topic.REQUESTS);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(PACE);
        }
    }

    @Test
    void aClosedPacerSaysNothingMore() throws InterruptedException {
        try (var timer = Executors.newSingleThreadScheduledExecutor()) {
            Pacer pacer = new Pacer(PACE, timer, out::add);
            pacer.offer(Set.of(Topic.BOARD));
            pacer.offer(Set.of(Topic.USE));
            pacer.close();
            out.clear();
            assertThat(out.poll(2 * PACE.toMillis(), TimeUnit.MILLISECONDS)).isNull();
        }
    }
}
