package dev.saoma.benchmark.load;

import java.io.IOException;

/** A login as in most products: one redirect to WeChat, and one callback that opens the session. */
public record PeerJourney(String start, String callback, String me) implements Journey {
    /** A journey with the paths that most peers have. */
    public static PeerJourney usual() {
        return new PeerJourney("/login", "/callback", "/me");
    }

    @Override
    public Begun begin(Connection connection) throws IOException {
        var browser = new Browser();
        Answer answer = Journey.require(connection.get(browser, start), 302, start);
        String state = Answer.between(answer.header("Location").orElse(""), "state=", "&");
        int fragment = state.indexOf('#');
        return new Begun(browser, fragment < 0 ? state : state.substring(0, fragment));
    }

    @Override
    public void finish(Connection connection, Begun begun, String code) throws IOException {
        Answer answer = callback(connection, begun, code, begun.state());
        Journey.require(answer, 302, callback);
        if (!Journey.isSuccess(answer)) {
            throw new IOException(callback + " went to " + answer.header("Location"));
        }
    }

    private Answer callback(Connection connection, Begun begun, String code, String state) throws IOException {
        return connection.get(begun.browser(), callback + "?code=" + code + "&state=" + state);
    }

    @Override
    public Answer me(Connection connection, Browser browser) throws IOException {
        return connection.get(browser, me);
    }

    @Override
    public boolean refuses(Connection connection, Begun begun, String code, String foreignState) throws IOException {
        Answer answer = callback(connection, begun, code, foreignState);
        return answer.status() >= 400 || answer.header("Location").orElse("").contains("error");
    }
}
