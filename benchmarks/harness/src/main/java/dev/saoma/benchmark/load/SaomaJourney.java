package dev.saoma.benchmark.load;

import java.io.IOException;

/** A login at Saoma, with the requests of the browser component: attempt, callback page, code, session. */
public record SaomaJourney(String instance) implements Journey {
    @Override
    public Begun begin(Connection connection) throws IOException {
        var browser = new Browser();
        String path = login() + "/attempts";
        Answer answer = Journey.require(connection.post(browser, path, "{\"intent\":\"login\"}"), 201, path);
        return new Begun(browser, answer.member("state"));
    }

    @Override
    public void finish(Connection connection, Begun begun, String code) throws IOException {
        Journey.require(
                connection.get(begun.browser(), login() + "/callback?code=" + code + "&state=" + begun.state()),
                200,
                "the callback page");
        Answer exchanged = exchanged(connection, begun, code, begun.state());
        Journey.require(exchanged, 200, login() + "/code");
        Answer session = connection.post(
                begun.browser(), "/api/session", "{\"loginCode\":\"" + exchanged.member("loginCode") + "\"}");
        Journey.require(session, 201, "/api/session");
    }

    @Override
    public void exchange(Connection connection, Begun begun, String code) throws IOException {
        Journey.require(exchanged(connection, begun, code, begun.state()), 200, login() + "/code");
    }

    private Answer exchanged(Connection connection, Begun begun, String code, String state) throws IOException {
        return connection.post(
                begun.browser(), login() + "/code", "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}");
    }

    @Override
    public Answer me(Connection connection, Browser browser) throws IOException {
        return connection.get(browser, "/api/session");
    }

    @Override
    public boolean refuses(Connection connection, Begun begun, String code, String foreignState) throws IOException {
        return exchanged(connection, begun, code, foreignState).status() == 400;
    }

    private String login() {
        return "/api/login/" + instance;
    }
}
