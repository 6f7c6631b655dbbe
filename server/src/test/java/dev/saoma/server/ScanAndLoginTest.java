package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.qrcode.QrCode;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user scans the QR code, allows, and is signed in. */
class ScanAndLoginTest {
    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.open(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void signsInByScanningAndAllowing() throws Exception {
        Browser browser = site.browser();
        Reply attempt = browser.attempt();
        String code = scanAndAllow(attempt.text("authorizeUrl"));

        Reply finished = browser.finish(code, attempt.text("state"));
        Reply session = browser.redeem(finished.text("loginCode"));

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.json().path("user").path("nickname").asString()).isEqualTo("Alice");
        assertThat(browser.session().json().path("instance").asString()).isEqualTo(Site.INSTANCE);
    }

    @Test
    void knowsThePersonAgain() {
        String first = userId(site.browser().login(code("alice")));

        assertThat(userId(site.browser().login(code("alice")))).isEqualTo(first);
        assertThat(userId(site.browser().login(code("wang")))).isNotEqualTo(first);
    }

    @Test
    void keepsUsersAndSessionsOverARestart() {
        Browser before = site.browser();
        String user = userId(before.login(code("alice")));

        site.restart();

        assertThat(userId(site.browser().login(code("alice")))).isEqualTo(user);
    }

    @Test
    void isSignedOutAfterLogout() {
        Browser browser = site.browser();
        browser.login(code("alice"));

        assertThat(browser.delete("/api/session").status()).isEqualTo(204);
        assertThat(browser.session().code()).isEqualTo("session_required");
    }

    @Test
    void takesNamesAsTheyCome() {
        Reply session = site.browser().login(code("markup"));

        assertThat(session.json().path("user").path("nickname").asString()).startsWith("<b>Bold</b>");
    }

    @Test
    void refusesAFrozenWeChat() {
        Browser browser = site.browser();

        Reply answer = browser.finish(code("frozen"), browser.attempt().text("state"));

        assertThat(answer.status()).isEqualTo(403);
    }

    private String code(String user) {
        return site.wechat().issueCode(Sample.APP.appid(), user);
    }

    private static String userId(Reply session) {
        assertThat(session.status()).isEqualTo(201);
        return session.json().path("user").path("userId").asString();
    }

    /** Acts as WeChat's page and the phone. Returns the code that the page would send to the callback. */
    private String scanAndAllow(String authorizeUrl) throws Exception {
        HttpClient page = HttpClient.newHttpClient();
        page.send(get(authorizeUrl.replaceFirst("#.*", "")), BodyHandlers.ofString());
        QrCode qr = site.wechat().qrCodes().get(0);
        site.wechat().scan(qr.uuid(), "alice");
        site.wechat().allow(qr.uuid(), "alice");
        HttpResponse<String> poll = page.send(
                get(site.wechat().baseUrl() + "/connect/l/qrconnect?uuid=" + qr.uuid() + "&last=404"),
                BodyHandlers.ofString());
        Matcher code = Pattern.compile("wx_code='([^']+)'").matcher(poll.body());
        assertThat(code.find()).isTrue();
        return code.group(1);
    }

    private static HttpRequest get(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }
}
