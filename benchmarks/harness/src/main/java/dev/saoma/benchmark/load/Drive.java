package dev.saoma.benchmark.load;

import dev.saoma.benchmark.upstream.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Many clients at one subject, each with a connection and a thread of its own. */
public final class Drive {
    private static final int WARM_WINDOWS_COMPARED = 4;
    private static final double SETTLED = 0.97;

    private Drive() {}

    /** As fast as the subject answers, for a window. */
    public static Result closed(Running running, Window window, Operation.Maker maker)
            throws IOException, InterruptedException {
        return drive(running, window, maker, 0);
    }

    /**
     * So many a second, however fast the subject answers; an operation's time runs from the moment at which it was due, so
     * that a subject that stalls is not spared those that waited.
     */
    public static Result open(Running running, Window window, Operation.Maker maker, double perSecond)
            throws IOException, InterruptedException {
        return drive(running, window, maker, (long) (window.clients() * 1e9 / perSecond));
    }

    /**
     * Drives until the best of four windows of two seconds is no longer 3 % cheaper than the best before, because a JVM
     * compiles for long; ends after so many windows in any case.
     */
    public static void warm(Running running, int clients, int mostWindows, Operation.Maker maker)
            throws IOException, InterruptedException {
        double before = Double.MAX_VALUE;
        double latest = Double.MAX_VALUE;
        for (int i = 1; i <= mostWindows; i++) {
            latest = Math.min(
                    latest, closed(running, Window.of(clients, 2), maker).cpuMicros());
            if (i % WARM_WINDOWS_COMPARED == 0) {
                if (latest > before * SETTLED) {
                    return;
                }
                before = Math.min(before, latest);
                latest = Double.MAX_VALUE;
            }
        }
    }

    private static Result drive(Running running, Window window, Operation.Maker maker, long interval)
            throws IOException, InterruptedException {
        var clients = new ArrayList<Client>();
        ExecutorService threads = Threads.perTask();
        try {
            for (int i = 0; i < window.clients(); i++) {
                clients.add(new Client(Connection.open(running.port()), maker));
            }
            long begin = System.nanoTime();
            for (int i = 0; i < clients.size(); i++) {
                Client client = clients.get(i);
                long first = begin + interval * i / clients.size();
                threads.execute(() -> client.run(first, interval));
            }
            Thread.sleep(window.settle().toMillis());
            return measured(running, window, clients);
        } finally {
            clients.forEach(Client::stop);
            threads.shutdown();
            if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
            for (Client client : clients) {
                client.close();
            }
        }
    }

    private static Result measured(Running running, Window window, List<Client> clients) throws InterruptedException {
        clients.forEach(Client::count);
        Duration cpu = running.program().cpu();
        long begin = System.nanoTime();
        Thread.sleep(window.length().toMillis());
        cpu = running.program().cpu().minus(cpu);
        Duration wall = Duration.ofNanos(System.nanoTime() - begin);
        clients.forEach(Client::stop);
        long errors = clients.stream().mapToLong(Client::errors).sum();
        String first = clients.stream()
                .map(Client::firstError)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
        long[] nanos = clients.stream()
                .map(Client::nanos)
                .flatMapToLong(Arrays::stream)
                .sorted()
                .toArray();
        return new Result(errors, first, cpu, wall, nanos);
    }
}
