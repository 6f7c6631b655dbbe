package dev.saoma.recipes;

import dev.saoma.testing.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** {@code docs/applications/session.md}. */
class SessionTest extends RecipeTest {
    SessionTest() {
        super("session");
    }

    @Override
    String[] password(Visitor visitor) {
        submit(visitor, "/login", "username=wang&password=secret&");
        return new String[0];
    }

    @Override
    String[] credentials(Reply answer) {
        return new String[0];
    }

    @Override
    void logOut(Visitor visitor, String... credentials) {
        submit(visitor, "/logout", "");
    }

    /** Sends the form of a page of Spring Security's with its token against CSRF. */
    private static void submit(Visitor visitor, String path, String fields) {
        String token = WeChat.found(visitor.http.get(path).body(), "name=\"_csrf\"[^>]*value=\"([^\"]*)\"");
        visitor.http.form(path, fields + "_csrf=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    @Override
    boolean isRefused(Reply reply) {
        return reply.status() == 302 || reply.status() == 401;
    }

    @Override
    String users() {
        return "SELECT name FROM member ORDER BY id";
    }
}
