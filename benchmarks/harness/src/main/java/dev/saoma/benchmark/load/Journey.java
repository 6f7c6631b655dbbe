package dev.saoma.benchmark.load;

import java.io.IOException;

/** The requests of a login at one subject, each time in a fresh browser. */
public interface Journey {
    /** A login that has reached WeChat's page. */
    record Begun(Browser browser, String state) {}

    Begun begin(Connection connection) throws IOException;

    /** The requests of the browser from WeChat's redirect back to the session. */
    void finish(Connection connection, Begun begun, String code) throws IOException;

    /** The session check: requests the page that returns the signed-in user. */
    Answer me(Connection connection, Browser browser) throws IOException;

    /** Whether the subject refuses the state of another browser. */
    boolean refuses(Connection connection, Begun begun, String code, String foreignState) throws IOException;

    /** Performs a whole login. */
    default Browser login(Connection connection, String code) throws IOException {
        Begun begun = begin(connection);
        finish(connection, begun, code);
        return begun.browser();
    }

    /** Whether a response is a redirect that reports no error. */
    static boolean isSuccess(Answer answer) {
        return answer.status() == 302
                && !answer.header("Location").orElse("error").contains("error");
    }

    /**
     * Returns the response when it has the expected status.
     *
     * @throws IOException with the actual status and body otherwise
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
