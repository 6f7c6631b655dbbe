package dev.saoma.wechat;

import dev.saoma.internal.thread.DaemonThreads;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Resolves host names on separate threads, since a look-up cannot be interrupted. Callers of the same name share one
 * look-up, so a silent name server blocks one thread for each name, however many callers time out. Thread-safe.
 */
final class NameLookups implements AutoCloseable {
    private static final int THREADS = 4;

    /** Returns the addresses of a host, in the order in which to try them. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private final Resolver resolver;
    private final Map<String, CompletableFuture<List<InetAddress>>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads;

    NameLookups(Resolver resolver) {
        this.resolver = resolver;
        this.threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                DaemonThreads.named("saoma-wechat-names"));
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Returns the addresses of a host.
     *
     * @throws UnknownHostException when it has none
     * @throws SocketTimeoutException when the look-up has not ended by the deadline
     */
    List<InetAddress> find(String host, Deadline deadline) throws IOException {
        CompletableFuture<List<InetAddress>> lookup = running.computeIfAbsent(host, this::begin);
        try {
            return lookup.get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("looking up a name");
        } catch (ExecutionException e) {
            throw new UnknownHostException(host);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("looking up a name");
        }
    }

    private CompletableFuture<List<InetAddress>> begin(String host) {
        var lookup = new CompletableFuture<List<InetAddress>>();
        threads.execute(() -> {
            try {
                lookup.complete(List.of(resolver.addresses(host)));
            } catch (UnknownHostException | RuntimeException e) {
                lookup.completeExceptionally(e);
            } finally {
                running.remove(host, lookup);
            }
        });
        return lookup;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
