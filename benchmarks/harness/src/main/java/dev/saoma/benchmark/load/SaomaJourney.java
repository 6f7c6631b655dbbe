package dev.saoma.benchmark.load;

import java.io.IOException;

/**
 * A login at Saoma, with the requests of the browser component. In page mode the callback itself signs in. In an iframe,
 * and in page mode of builds before that, the callback is a page, which asks for the login code and then for the session.
 *
 * @param display {@code page} or {@code iframe}
 */
public record SaomaJourney(String instance, String display) implements Journey {
    /** A login in which the whole window goes to WeChat and comes back. */
    public static SaomaJourney page() {
        return new SaomaJourney("MyWeChatLogin", "page");
    }

    /** A login in an iframe. */
    public static SaomaJourney iframe() {
        return new SaomaJourney("MyWeChatLogin", "iframe");
    }

    @Override
    public Begun begin(Connection connection) throws IOException {
        var browser = new Browser();
        String path = login() + "/attempts";
        String body = "{\"intent\":\"login\",\"display\":\"" + display + "\",\"returnTo\":\"/\"}";
        Answer answer = Journey.require(connection.post(browser, path, body), 201, path);
        return new Begun(browser, answer.member("state"));
    }

    @Override
    public void finish(Connection connection, Begun begun, String code) throws IOException {
        Answer back = callback(connection, begun, code, begun.state());
        if (Journey.isSuccess(back)) {
            return;
        }
        Journey.require(back, 200, "the callback, which went to " + back.header("Location") + ",");
        Answer exchanged = Journey.require(exchanged(connection, begun, code, begun.state()), 200, login() + "/code");
        Answer session = connection.post(
                begun.browser(), "/api/session", "{\"loginCode\":\"" + exchanged.member("loginCode") + "\"}");
        Journey.require(session, 201, "/api/session");
    }

    private Answer callback(Connection connection, Begun begun, String code, String state) throws IOException {
        return connection.get(begun.browser(), login() + "/callback?code=" + code + "&state=" + state);
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
        return !Journey.isSuccess(callback(connection, begun, code, foreignState))
                && exchanged(connection, begun, code, foreignState).status() == 400
                && me(connection, begun.browser()).status() == 401;
    }

    private String login() {
        return "/api/login/" + instance;
    }
}
