package dev.saoma.server;

import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Signs users in repeatedly until it is closed, each with four requests, and records the result of each request. */
final class SteadyLogins implements AutoCloseable {
    private static final int PEOPLE_AT_ONCE = 4;
    private static final int PAUSE_MS = 150;

    private final Fleet fleet;
    private final Node[] nodes;
    private final Queue<Sample> samples = new ConcurrentLinkedQueue<>();
    private final Queue<Visitor> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final ExecutorService people = Executors.newFixedThreadPool(PEOPLE_AT_ONCE);

    /**
     * One request.
     *
     * @param began by {@code System.nanoTime}
     * @param result the status, or the error if there was no response
     */
    record Sample(long began, long ended, String result) {
        boolean failed() {
            return !result.startsWith("2");
        }

        long millis() {
            return TimeUnit.NANOSECONDS.toMillis(ended - began);
        }
    }

    SteadyLogins(Fleet fleet, Node... nodes) {
        this.fleet = fleet;
        this.nodes = nodes;
        for (int i = 0; i < PEOPLE_AT_ONCE; i++) {
            String person = List.of("alice", "wang").get(i % 2);
            people.execute(() -> goOn(person));
        }
    }

    /** Waits for this many more logins. */
    void awaitLogins(int more) throws Exception {
        int enough = acknowledged.size() + more;
        Eventually.holds(more + " logins", () -> acknowledged.size() >= enough);
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** Returns the users who received a session. */
    List<Visitor> acknowledged() {
        return List.copyOf(acknowledged);
    }

    private void goOn(String person) {
        while (going.get()) {
            logIn(person);
            try {
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void logIn(String person) {
        Visitor visitor = Fleet.visitor(nodes);
        Reply begun = sample(visitor::attempt);
        if (begun == null) {
            return;
        }
        Reply finished = sample(() -> visitor.finish(fleet.code(person), begun.text("state")));
        if (finished == null) {
            return;
        }
        Reply session = sample(() -> visitor.redeem(finished.text("loginCode")));
        if (session == null) {
            return;
        }
        acknowledged.add(visitor);
        sample(() -> visitor.get("/api/session"));
    }

    private interface Request {
        Reply send() throws IOException;
    }

    /** Returns the response, or null if it is no success. */
    private Reply sample(Request request) {
        long began = System.nanoTime();
        try {
            Reply answer = request.send();
            boolean well = answer.status() / 100 == 2;
            samples.add(new Sample(began, System.nanoTime(), answer.status() + (well ? "" : " " + answer.body())));
            return well ? answer : null;
        } catch (IOException | RuntimeException e) {
            samples.add(new Sample(began, System.nanoTime(), e.toString()));
            return null;
        }
    }

    @Override
    public void close() throws InterruptedException {
        going.set(false);
        people.shutdown();
        if (!people.awaitTermination(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("requests without an end");
        }
    }
}
