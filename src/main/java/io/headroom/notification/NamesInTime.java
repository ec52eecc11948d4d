package io.headroom.notification;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks for no name longer than a while. The system's resolver has no bound of its own, and cannot be interrupted. */
final class NamesInTime implements AddressRule.Names {
    private final AddressRule.Names names;
    private final Duration patience;
    /** Platform's threads, as what cannot be interrupted would hold up the virtual ones; daemons, as nobody waits for it. */
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofPlatform().daemon().name("names-", 0).factory());

    NamesInTime(AddressRule.Names names, Duration patience) {
        this.names = names;
        this.patience = patience;
    }

    @Override
    public InetAddress[] machines(String host) throws UnknownHostException, TimeoutException {
        Future<InetAddress[]> answer = threads.submit(() -> names.machines(host));
        try {
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException unknown) throw unknown;
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the portal stopped meanwhile");
        }
    }
}
