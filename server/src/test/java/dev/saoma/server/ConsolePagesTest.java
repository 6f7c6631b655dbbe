package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the console and its files, as HTTP shows them. */
class ConsolePagesTest {
    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.withConsole(folder.resolve("with"));
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void haveAPolicyThatLetsTheirFilesInAndNothingElse() {
        Reply page = site.browser().get("/console");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type")).isEqualTo("text/html;charset=utf-8");
        assertThat(page.header("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
                        + "img-src 'self' https://thirdwx.qlogo.cn https://wx.qlogo.cn data:; frame-src 'self' "
                        + site.wechat().baseUrl() + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                        + "require-trusted-types-for 'script'; trusted-types lit-html");
        assertThat(page.header("Cross-Origin-Opener-Policy")).isEqualTo("same-origin-allow-popups");
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Frame-Options")).isEqualTo("DENY");
    }

    @Test
    void areRevalidatedAndPacked() {
        Browser browser = site.browser();
        Reply file = browser.get("/console/vendor/lit-html/directives/repeat.js");
        Reply packed = browser.get("/console/console.css", "Accept-Encoding: gzip");

        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("Content-Type")).isEqualTo("text/javascript;charset=utf-8");
        assertThat(file.header("Cache-Control")).isEqualTo("no-cache");
        assertThat(browser.get("/console/vendor/lit-html/directives/repeat.js", "If-None-Match: " + file.header("ETag"))
                        .status())
                .isEqualTo(304);
        assertThat(packed.header("Content-Encoding")).isEqualTo("gzip");
        assertThat(packed.header("Content-Type")).isEqualTo("text/css;charset=utf-8");
    }

    @Test
    void areThoseOfTheTable() {
        Browser browser = site.browser();
        for (String path : new String[] {
            "/console/console.html",
            "/console/nothing.js",
            "/console/api.js",
            "/console/page",
            "/console/vendor/lit-html/SHA256SUMS",
            "/console/page/../api.js"
        }) {
            assertThat(browser.get(path).status()).as(path).isIn(400, 404);
        }
        assertThat(browser.get("/console/").status()).isEqualTo(302);
        assertThat(browser.get("/console/").header("Location")).isEqualTo("/console");
        assertThat(browser.post("/console", "{}").status()).isEqualTo(405);
    }

    @Test
    void areBelowThePathOfTheServer() {
        try (Site below = Site.withConsoleBelow(folder.resolve("below"), "/sso")) {
            Reply page = below.browser().get("/console");

            assertThat(page.body()).contains("src=\"/sso/console/console.js\"", "href=\"/sso/assets/saoma.css\"");
            assertThat(below.browser().get("/console/").header("Location")).isEqualTo("/sso/console");
        }
    }

    @Test
    void areNotThereUnlessTheConsoleIsOn() {
        try (Site off = Site.open(folder.resolve("off"))) {
            for (String path : new String[] {"/console", "/console/", "/console/console.js"}) {
                assertThat(off.browser().get(path).status()).as(path).isEqualTo(404);
            }
        }
    }
}
