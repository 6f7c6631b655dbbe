package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The session check is answered from a cache, and shows an administrator's change at once. */
@Timeout(60)
class SessionAnswerTest {
    private static final String CORPS = "/api/admin/corps";

    @TempDir
    private Path folder;

    private Site site;
    private Browser admin;
    private Browser browser;
    private String alice;

    @BeforeEach
    void open() {
        site = Site.open(folder);
        admin = site.admin();
        browser = site.browser();
        alice = browser.login(site.code("alice"))
                .json()
                .path("user")
                .path("userId")
                .stringValue();
        browser.session();
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void showsANewNicknameAtOnce() {
        admin.call("PATCH", "/api/admin/users/" + alice, "{\"nickname\":\"Alice the second\"}");

        assertThat(browser.session().json().path("user").path("nickname").stringValue())
                .isEqualTo("Alice the second");
    }

    @Test
    void showsAnOrganisationThatTheUserJoinsAndLeavesAtOnce() {
        admin.post(CORPS, "{\"corpId\":\"bakery\",\"corpName\":\"The bakery\"}");
        admin.put(CORPS + "/bakery/members/" + alice, "{}");
        assertThat(corps()).isEqualTo("[{\"corpId\":\"bakery\",\"corpName\":\"The bakery\"}]");

        admin.call("PATCH", CORPS + "/bakery", "{\"corpName\":\"The old bakery\"}");
        assertThat(corps()).isEqualTo("[{\"corpId\":\"bakery\",\"corpName\":\"The old bakery\"}]");

        admin.delete(CORPS + "/bakery/members/" + alice);
        assertThat(corps()).isEqualTo("[]");
    }

    @Test
    void isRefusedAtOnceWhenTheUserIsDeleted() {
        admin.delete("/api/admin/users/" + alice);

        assertThat(browser.session().status()).isEqualTo(401);
    }

    private String corps() {
        Reply session = browser.session();
        return session.json().path("corpList").toString();
    }
}
