package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.HttpBrowser;
import dev.saoma.testing.Reply;
import java.util.List;

/** A browser with a cookie jar. Checks the headers and the content of every response. */
final class Browser extends HttpBrowser {
    private static final List<String> INSIDES =
            List.of("Exception", "java.", "dev.saoma", "\tat ", "SQLITE", "hunter2", Site.SECRET);

    private final Site site;

    Browser(Site site) {
        super(site.port(), site.settings.publicUrl().getAuthority(), site.settings.path());
        this.site = site;
    }

    @Override
    public Reply start(String instance, String intent) {
        return post(
                "/api/login/" + instance + "/attempts",
                "{\"intent\":\"" + intent + "\",\"returnTo\":\"/orders?open=1\"}");
    }

    /** Starts an attempt and returns its state. */
    String state(String instance, String intent) {
        Reply begun = start(instance, intent);
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return begun.text("state");
    }

    /** Starts a login in page mode and returns its state. */
    String pageState(String instance) {
        Reply begun = post(
                "/api/login/" + instance + "/attempts",
                "{\"intent\":\"login\",\"display\":\"page\",\"returnTo\":\"/orders?open=1\"}");
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        return begun.text("state");
    }

    /** Follows the redirect of WeChat's page. */
    Reply comeBack(String instance, String state, String code, String... headers) {
        return get("/api/login/" + instance + "/callback?code=" + code + "&state=" + state, headers);
    }

    Reply bind(String instance, String state, String code) {
        return post("/api/bindings/" + instance, pair(state, code));
    }

    /** Copies the session cookie of this browser to another one, which keeps its own identity cookie. */
    void signInAs(Browser other) {
        other.cookies().forEach((name, value) -> {
            if (name.contains("saoma-session")) {
                cookies().put(name, value);
            }
        });
    }

    void forgetSession() {
        cookies().keySet().removeIf(name -> name.contains("saoma-session"));
    }

    @Override
    public Reply logIn(String instance, String code) {
        Reply session = super.logIn(instance, code);
        assertThat(session.status()).as(session.body()).isEqualTo(201);
        return session;
    }

    static String pair(String state, String code) {
        return "{\"code\":\"" + code + "\",\"state\":\"" + state + "\"}";
    }

    @Override
    protected void inspect(Reply reply) {
        assertThat(reply.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; ")
                .doesNotContain("unsafe");
        assertThat(reply.header("Cache-Control")).isIn("no-store", "no-cache");
        assertThat(reply.header("Strict-Transport-Security"))
                .isEqualTo(site.settings.isHttps() ? "max-age=31536000" : "");
        assertThat(reply.status()).isNotIn(301, 303, 307, 308);
        if (reply.status() == 302) {
            assertThat(reply.header("Location"))
                    .matches("/orders\\?open=1|" + site.settings.path() + "/(login|account)([?#].*)?");
        }
        boolean explained = reply.header("Content-Type").startsWith("text/html");
        if (reply.status() >= 400) {
            assertThat(reply.body()).doesNotContain(INSIDES);
            assertThat(explained || reply.header("Content-Type").equals("application/problem+json"))
                    .isTrue();
        }
        assertThat(reply.body() + reply.headers()).doesNotContain(Site.SECRET).doesNotContain("AT-");
        for (String cookie : reply.all("Set-Cookie")) {
            assertThat(cookie)
                    .matches(
                            site.settings.isHttps()
                                    ? "__Host-saoma-(attempt|session)[a-z0-9~-]*=[0-9a-f.]*(; Max-Age=(3600|0))?; Path=/; Secure; HttpOnly; SameSite=Lax"
                                    : "saoma-(attempt|session)[a-z0-9~-]*=[0-9a-f.]*(; Max-Age=(3600|0))?; Path=/; HttpOnly; SameSite=Lax");
        }
    }
}
