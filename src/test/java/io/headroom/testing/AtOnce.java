package io.headroom.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does things at the same moment, each on a thread of its own. */
public final class AtOnce {
    private AtOnce() {}

    @SafeVarargs
    public static <T> List<T> atOnce(Callable<T>... tasks) {
        CountDownLatch ready = new CountDownLatch(tasks.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = java.util.Arrays.stream(tasks)
                    .map(task -> threads.submit(() -> {
                        ready.countDown();
                        ready.await();
                        return task.call();
                    }))
                    .toList();
            return results.stream().map(AtOnce::get).toList();
        }
    }

    private static <T> T get(Future<T> result) {
        try {
            return result.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
