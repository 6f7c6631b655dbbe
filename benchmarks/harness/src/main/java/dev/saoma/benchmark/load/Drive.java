package dev.saoma.benchmark.load;

import dev.saoma.benchmark.upstream.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Drives one subject with many clients, each with its own connection and thread. */
public final class Drive {
    private Drive() {}

    /** Closed loop: each client starts the next operation when the last one has ended, for one window. */
    public static Result closed(Running running, Window window, Operation.Maker maker)
            throws IOException, InterruptedException {
        return drive(running, window, maker, 0);
    }

    /**
     * Open loop: a fixed rate of operations, independent of how fast the subject responds. The time of an operation counts
     * from its due time, so the waiting time behind a stall is included.
     */
    public static Result open(Running running, Window window, Operation.Maker maker, double perSecond)
            throws IOException, InterruptedException {
        return drive(running, window, maker, (long) (window.clients() * 1e9 / Math.max(1, perSecond)));
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
            clients.forEach(Client::count);
            var measuring = Measuring.begin(running);
            Thread.sleep(window.length().toMillis());
            Measuring.Spent spent = measuring.end(running);
            stop(clients, threads);
            return spent.result(clients);
        } finally {
            stop(clients, threads);
            for (Client client : clients) {
                client.close();
            }
        }
    }

    /** Stops the clients; each one finishes its current operation. */
    private static void stop(List<Client> clients, ExecutorService threads) throws InterruptedException {
        clients.forEach(Client::stop);
        threads.shutdown();
        if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }
}
