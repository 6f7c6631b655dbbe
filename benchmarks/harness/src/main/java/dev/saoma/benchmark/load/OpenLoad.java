package dev.saoma.benchmark.load;

import dev.saoma.benchmark.upstream.Threads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A fixed rate of operations on one subject until it is stopped, beside other such loads. The time of an operation counts
 * from its due time.
 */
public final class OpenLoad implements AutoCloseable {
    private final Running running;
    private final List<Client> clients = new ArrayList<>();
    private final ExecutorService threads = Threads.perTask();
    private final Measuring measuring;

    private OpenLoad(Running running) {
        this.running = running;
        this.measuring = Measuring.begin(running);
    }

    public static OpenLoad start(Running running, int clients, Operation.Maker maker, double perSecond)
            throws IOException {
        var load = new OpenLoad(running);
        long interval = (long) (clients * 1e9 / perSecond);
        for (int i = 0; i < clients; i++) {
            load.clients.add(new Client(Connection.open(running.port()), maker));
        }
        long begin = System.nanoTime();
        for (int i = 0; i < clients; i++) {
            Client client = load.clients.get(i);
            client.count();
            long first = begin + interval * i / clients;
            load.threads.execute(() -> client.run(first, interval));
        }
        return load;
    }

    /** The operations so far. */
    public long operations() {
        return clients.stream().mapToLong(Client::everything).sum();
    }

    /** The failed operations so far. */
    public long errors() {
        return clients.stream().mapToLong(Client::errors).sum();
    }

    /** Stops the clients, each after its current operation, and returns the result of the whole time. */
    public Result stop() throws InterruptedException {
        Measuring.Spent spent = measuring.end(running);
        clients.forEach(Client::stop);
        threads.shutdown();
        if (!threads.awaitTermination(15, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
        return spent.result(clients);
    }

    @Override
    public void close() throws IOException {
        clients.forEach(Client::stop);
        threads.shutdownNow();
        for (Client client : clients) {
            client.close();
        }
    }
}
