package io.headroom.notification;

import static io.headroom.testing.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Turns<String> turns = new Turns<>(threads, 2);

    @AfterEach
    void stop() {
        release.countDown();
        threads.close();
    }

    @Test
    void whoHangsDelaysNobodyElse() {
        turns.serve("hangs", this::hang);
        turns.serve("quick", () -> note("quick"));
        eventually(() -> assertThat(done).containsExactly("quick"));
    }

    @Test
    void isServedOneThingAtATime() {
        AtomicInteger begun = new AtomicInteger();
        for (int i = 0; i < 5; i++)
            turns.serve("hangs", () -> {
                begun.incrementAndGet();
                return hang();
            });
        turns.serve("quick", () -> note("quick"));
        eventually(() -> assertThat(done).containsExactly("quick"));
        assertThat(begun).hasValue(1);
    }

    @Test
    void noMoreAreServedAtOnceThanMayBe() {
        turns.serve("hangs", this::hang);
        turns.serve("hangs too", this::hang);
        turns.serve("waits", () -> note("waits"));
        assertThat(done).isEmpty();
        release.countDown();
        eventually(() -> assertThat(done).containsExactly("waits"));
    }

    @Test
    void goesOnUntilThereIsNoMore() {
        AtomicInteger left = new AtomicInteger(3);
        turns.serve("three", () -> {
            note("one");
            return left.decrementAndGet() > 0;
        });
        eventually(() -> assertThat(done).containsExactly("one", "one", "one"));
    }

    @Test
    void whoFailedIsServedAgainWhenAsked() {
        turns.serve("fails", () -> {
            note("failed");
            throw new IllegalStateException("on purpose");
        });
        eventually(() -> {
            turns.serve("fails", () -> note("served"));
            assertThat(done).startsWith("failed", "served");
        });
    }

    @Test
    void nothingBeginsAfterTheEnd() {
        threads.shutdown();
        turns.serve("late", () -> note("late"));
        threads.close();
        assertThat(done).isEmpty();
    }

    @Test
    void whoWaitsForAPlaceAtTheEndIsNotServed() {
        CountDownLatch begun = new CountDownLatch(2);
        for (String hangs : List.of("hangs", "hangs too"))
            turns.serve(hangs, () -> {
                begun.countDown();
                return hang();
            });
        eventually(() -> assertThat(begun.getCount()).isZero());
        turns.serve("waits", () -> note("waits"));
        threads.shutdown();
        release.countDown();
        threads.close();
        assertThat(done).isEmpty();
    }

    private boolean note(String what) {
        done.add(what);
        return false;
    }

    private boolean hang() {
        try {
            return !release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
