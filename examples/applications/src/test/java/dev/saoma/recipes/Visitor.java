package dev.saoma.recipes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;

/** The pages of an application in one user's browser. */
final class Visitor {
    static final String INSTANCE = "MyWeChatLogin";

    final HttpBrowser http;
    private final WeChat wechat;

    /** @param headers complete header lines of every request, such as that of a tenant */
    Visitor(int port, WeChat wechat, String... headers) {
        http = new HttpBrowser(port, "localhost:" + port, "");
        for (String header : headers) {
            http.with(header);
        }
        this.wechat = wechat;
    }

    /** Scans and allows. Returns the answer to the login code. */
    Reply logIn(String user) {
        Scanned scanned = scan("login", user);
        Reply finished = http.post("/saoma/api/login/" + INSTANCE + "/code", scanned.json());
        assertThat(finished.status()).as(finished.body()).isEqualTo(200);
        return http.post("/saoma/api/session", "{\"loginCode\":\"" + finished.text("loginCode") + "\"}");
    }

    /** Binds a WeChat to the user who has these credentials. */
    Reply bind(String user, String... credentials) {
        Scanned scanned = scan("bind", user, credentials);
        return http.post("/saoma/api/bindings/" + INSTANCE, scanned.json(), credentials);
    }

    Reply unbind(String... credentials) {
        return http.delete("/saoma/api/bindings/" + INSTANCE, credentials);
    }

    /** Returns whether the user who has these credentials has a WeChat. */
    boolean isBound(String... credentials) {
        Reply bindings = bindings(credentials);
        assertThat(bindings.status()).as(bindings.body()).isEqualTo(200);
        return bindings.json().path(0).path("boundAt").isString();
    }

    Reply bindings(String... credentials) {
        return http.get("/saoma/api/bindings", credentials);
    }

    /** A WeChat login up to the code. */
    Scanned scan(String intent, String user, String... credentials) {
        Reply begun =
                http.post("/saoma/api/login/" + INSTANCE + "/attempts", "{\"intent\":\"" + intent + "\"}", credentials);
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return new Scanned(wechat.scan(begun.text("authorizeUrl"), user), begun.text("state"));
    }

    record Scanned(String code, String state) {
        String json() {
            return "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}";
        }
    }
}
