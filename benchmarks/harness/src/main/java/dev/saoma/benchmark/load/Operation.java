package dev.saoma.benchmark.load;

import java.io.IOException;

/** The operation that a client repeats over its connection. */
@FunctionalInterface
public interface Operation {
    /** Performs the operation once, and returns the nanoseconds that count: usually its whole duration. */
    long once(Connection connection) throws IOException;

    /** Prepares a client, such as by a login, and makes its operation. */
    @FunctionalInterface
    interface Maker {
        Operation of(Connection connection) throws IOException;
    }

    /** Whole logins, of the users in turn. */
    static Maker logins(Running running, Codes codes) {
        return connection -> timed(each -> running.journey().login(each, codes.next()));
    }

    /** Session checks, one signed-in user for each client. */
    static Maker checks(Running running, Codes codes) {
        return connection -> {
            Browser browser = running.journey().login(connection, codes.next());
            return timed(each -> Journey.require(running.journey().me(each, browser), 200, "The session check"));
        };
    }

    /** An operation whose whole duration counts. */
    static Operation timed(Step step) {
        return connection -> {
            long begin = System.nanoTime();
            step.take(connection);
            return System.nanoTime() - begin;
        };
    }

    /** A step that may throw {@link IOException}. */
    @FunctionalInterface
    interface Step {
        void take(Connection connection) throws IOException;
    }
}
