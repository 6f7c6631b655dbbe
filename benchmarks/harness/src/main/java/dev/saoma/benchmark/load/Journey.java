package dev.saoma.benchmark.load;

import java.io.IOException;

/** How a person logs in at one subject, each time in a fresh browser. */
public interface Journey {
    /** A login that came as far as WeChat's page. */
    record Begun(Browser browser, String state) {}

    Begun begin(Connection connection) throws IOException;

    /** What the browser does once WeChat has sent it back, up to a session. */
    void finish(Connection connection, Begun begun, String code) throws IOException;

    /** The one request of {@link #finish} in which the product asks WeChat; by default all of it. */
    default void exchange(Connection connection, Begun begun, String code) throws IOException {
        finish(connection, begun, code);
    }

    /** The session check: the answer of whoever says who is signed in. */
    Answer me(Connection connection, Browser browser) throws IOException;

    /** A refusal of what must be refused. */
    boolean refuses(Connection connection, Begun begun, String code, String foreignState) throws IOException;

    /** A whole login. */
    default Browser login(Connection connection, String code) throws IOException {
        Begun begun = begin(connection);
        finish(connection, begun, code);
        return begun.browser();
    }

    /**
     * The answer, when it is of the status that must come.
     *
     * @throws IOException with what came instead
     */
    static Answer require(Answer answer, int status, String where) throws IOException {
        if (answer.status() != status) {
            String text = answer.text();
            throw new IOException("%s answered %d in place of %d: %s"
                    .formatted(where, answer.status(), status, text.substring(0, Math.min(200, text.length()))));
        }
        return answer;
    }
}
