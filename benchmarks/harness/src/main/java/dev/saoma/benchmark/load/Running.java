package dev.saoma.benchmark.load;

import dev.saoma.benchmark.process.Program;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * A running subject.
 *
 * @param database the CPU time so far of the processes of its database; zero for a subject without a database server
 */
public record Running(Program program, String name, int port, Journey journey, Supplier<Duration> database)
        implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Waits until the program responds, with any status, to a session check. */
    public static Running await(Program program, String name, int port, Journey journey) throws InterruptedException {
        Instant latest = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(latest)) {
            program.requireAlive();
            try (Connection connection = Connection.open(port)) {
                journey.me(connection, new Browser());
                return new Running(program, name, port, journey, () -> Duration.ZERO);
            } catch (IOException notYet) {
                Thread.sleep(20);
            }
        }
        program.close();
        throw new IllegalStateException(
                "%s did not answer on port %d within %s: see %s".formatted(name, port, PATIENCE, program.log()));
    }

    /** Returns the same subject on a database server whose CPU time is known. */
    public Running on(Supplier<Duration> cpu) {
        return new Running(program, name, port, journey, cpu);
    }

    /** Returns the same process, in which users log in by another journey. */
    public Running by(String newName, Journey other) {
        return new Running(program, newName, port, other, database);
    }

    /**
     * Checks that the subject does the same work as all others: it knows a signed-in user, refuses a request without a
     * session with 401, and refuses the state of another browser.
     */
    public Running requireEqualWork() throws IOException, InterruptedException {
        try (Connection connection = Connection.open(port)) {
            Browser browser = journey.login(connection, Codes.of(7));
            Answer me = journey.me(connection, browser);
            for (int i = 0; i < 40 && !me.text().contains("Person 00000007"); i++) {
                Thread.sleep(50);
                me = journey.me(connection, browser);
            }
            Journey.require(me, 200, "The session check of " + name);
            if (!me.text().contains("Person 00000007")) {
                throw new IOException(name + " does not say who is signed in: " + me.text());
            }
            Journey.require(journey.me(connection, new Browser()), 401, "The session check of " + name + " for nobody");
            Journey.Begun begun = journey.begin(connection);
            String foreign = journey.begin(connection).state();
            if (!journey.refuses(connection, begun, Codes.of(7), foreign)) {
                throw new IOException(name + " takes the state of another browser.");
            }
        }
        return this;
    }

    @Override
    public void close() {
        program.close();
    }
}
