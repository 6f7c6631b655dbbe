package dev.saoma.benchmark.load;

import java.io.IOException;

/** What a client does again and again over its connection. */
@FunctionalInterface
public interface Operation {
    /** Does it; answers the nanoseconds that count, which mostly are all that it took. */
    long once(Connection connection) throws IOException;

    /** Makes the operation of one client, after what the client must do first. */
    @FunctionalInterface
    interface Maker {
        Operation of(Connection connection) throws IOException;
    }

    /** Whole logins of people in turn. */
    static Maker logins(Running running, Codes codes) {
        return connection -> timed(each -> running.journey().login(each, codes.next()));
    }

    /** Session checks of one person for each client. */
    static Maker checks(Running running, Codes codes) {
        return connection -> {
            Browser browser = running.journey().login(connection, codes.next());
            return timed(each -> Journey.require(running.journey().me(each, browser), 200, "The session check"));
        };
    }

    /** An operation of which all time counts. */
    static Operation timed(Step step) {
        return connection -> {
            long begin = System.nanoTime();
            step.take(connection);
            return System.nanoTime() - begin;
        };
    }

    /** One step that may fail. */
    @FunctionalInterface
    interface Step {
        void take(Connection connection) throws IOException;
    }
}
