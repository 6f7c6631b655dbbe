package dev.saoma.benchmark.measure;

import dev.saoma.benchmark.Bench;
import dev.saoma.benchmark.console.ConsoleServer;
import dev.saoma.benchmark.load.Answer;
import dev.saoma.benchmark.load.Browser;
import dev.saoma.benchmark.load.Codes;
import dev.saoma.benchmark.load.Connection;
import dev.saoma.benchmark.load.Journey;
import dev.saoma.benchmark.load.Running;
import dev.saoma.benchmark.process.Heap;
import java.io.IOException;

/**
 * The heap of a server that remembers attempts, in bytes.
 *
 * @param full with as many attempts as it keeps, less that without
 * @param more with as many again
 */
record AttemptMemory(double full, double more) {
    private static final int STEPS = 16;
    /** What is there before is less than a tenth, and is subtracted. */
    private static final int FIRST = 10;

    /** @param attempts as many as the server keeps; fewer show only that this runs */
    static AttemptMemory take(Bench bench, Running running, int attempts) throws IOException, InterruptedException {
        fill(running, attempts / FIRST);
        long before = Heap.afterCollection(bench, running.program());
        fill(running, attempts - attempts / FIRST);
        long full = Heap.afterCollection(bench, running.program());
        fill(running, attempts);
        long more = Heap.afterCollection(bench, running.program());
        double share = attempts / (double) (attempts - attempts / FIRST);
        return new AttemptMemory((full - before) * share, (more - before) * share);
    }

    /** Makes attempts with as many steps as the server keeps of one: a begin, and codes that it refuses. */
    private static void fill(Running running, int attempts) throws IOException {
        try (Connection connection = Connection.open(running.port())) {
            for (int i = 0; i < attempts; i++) {
                Journey.Begun begun = running.journey().begin(connection);
                String body = "{\"code\":\"" + Codes.of(1) + "\",\"state\":\"" + begun.state() + "\"}";
                for (int step = 1; step < STEPS; step++) {
                    Answer answer = connection.post(new Browser(), "/api/login/MyWeChatLogin/code", body);
                    Journey.require(answer, 400, "A code of another browser");
                }
            }
        }
        requireSteps(running);
    }

    private static void requireSteps(Running running) throws IOException {
        try (Connection connection = ConsoleServer.connect(running)) {
            Answer answer = connection.get(new Browser(), "/api/admin/flow?limit=1");
            int steps = answer.text().split("\"tookMs\"", -1).length - 1;
            if (steps != STEPS) {
                throw new IOException("An attempt has " + steps + " steps in place of " + STEPS);
            }
        }
    }
}
