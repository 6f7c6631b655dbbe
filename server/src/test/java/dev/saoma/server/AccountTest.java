package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.internal.clock.MovableClock;
import dev.saoma.emulator.world.User;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A user's account: disabled and enabled again, and updated with the WeChat profile. */
@Timeout(120)
class AccountTest {
    private final MovableClock clock = new MovableClock(Clock.systemUTC());

    @TempDir
    private Path folder;

    private Site site;

    @BeforeEach
    void open() {
        site = Site.open(folder, "open", clock);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void isOutAtOnceWhenItIsDisabledAndInAgainWhenEnabled() {
        Browser browser = site.browser();
        String user = signIn(browser);
        Browser other = site.browser();
        other.login(site.code("wang"));
        browser.session();

        activate(user, false);

        assertThat(browser.session().status()).isEqualTo(401);
        assertThat(other.session().status()).isEqualTo(200);
        Browser again = site.browser();
        Reply refused = again.finish(site.code("alice"), again.attempt().text("state"));
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("account_disabled");
        assertThat(site.admin()
                        .post("/api/admin/users/" + user + "/invitations", "{}")
                        .code())
                .isEqualTo("account_disabled");

        activate(user, true);

        assertThat(signIn(site.browser())).isEqualTo(user);
    }

    @Test
    void losesTheLoginCodesThatItHadWhenItIsDisabled() {
        String user = signIn(site.browser());
        Browser browser = site.browser();
        String loginCode = browser.finish(site.code("alice"), browser.attempt().text("state"))
                .text("loginCode");

        activate(user, false);
        activate(user, true);

        assertThat(browser.redeem(loginCode).code()).isEqualTo("login_code_invalid");
    }

    @Test
    void keepsNoSessionWhenItIsDisabledWhileSigningIn() {
        String user = signIn(site.browser());
        for (int round = 0; round < 20; round++) {
            Browser browser = site.browser();
            String loginCode = browser.finish(
                            site.code("alice"), browser.attempt().text("state"))
                    .text("loginCode");

            CompletableFuture.allOf(
                            CompletableFuture.runAsync(() -> browser.redeem(loginCode)),
                            CompletableFuture.runAsync(() -> activate(user, false)))
                    .join();

            assertThat(browser.session().status()).isEqualTo(401);
            assertThat(site.admin()
                            .get("/api/admin/users/" + user + "/sessions")
                            .json())
                    .isEmpty();
            activate(user, true);
        }
    }

    @Test
    void isOneForOnePersonHoweverManyBrowsersComeFirst() {
        List<CompletableFuture<String>> first = List.of(site.browser(), site.browser(), site.browser()).stream()
                .map(browser -> CompletableFuture.supplyAsync(() -> signIn(browser)))
                .toList();

        assertThat(first.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(site.admin().get("/api/admin/users").json()).hasSize(1);
    }

    @Test
    void showsWhatWeChatShowsAfterAWeek() throws Exception {
        String user = signIn(site.browser());

        clock.advance(Duration.ofDays(6));
        signIn(site.browser());
        site.wechat().put(User.named("alice", "Alice in a new name"));
        clock.advance(Duration.ofDays(1).plusMinutes(1));
        signIn(site.browser());

        // The profile is fetched at most once a week: a fetch after six days would prevent this one.
        Eventually.holds("the new name", () -> nickname(user).equals("Alice in a new name"));
        assertThat(site.wechat().requests().stream().filter(call -> call.path().equals("/sns/userinfo")))
                .hasSize(2);
    }

    @Test
    void keepsTheNicknameThatAnAdministratorGave() throws Exception {
        String user = signIn(site.browser());
        site.admin().call("PATCH", "/api/admin/users/" + user, "{\"nickname\":\"Ms Liddell\"}");
        site.wechat().put(new User("alice", "Another", "", true, dev.saoma.emulator.world.UserStatus.ACTIVE));

        clock.advance(Duration.ofDays(8));
        signIn(site.browser());
        for (int i = 0; i < 600 && !avatarIsGone(user); i++) {
            Thread.sleep(50);
        }

        assertThat(avatarIsGone(user)).isTrue();
        assertThat(nickname(user)).isEqualTo("Ms Liddell");
    }

    private boolean avatarIsGone(String user) {
        return site.admin()
                .get("/api/admin/users/" + user)
                .json()
                .path("avatar")
                .isNull();
    }

    private String nickname(String user) {
        return site.admin().get("/api/admin/users/" + user).text("nickname");
    }

    private void activate(String user, boolean active) {
        assertThat(site.admin()
                        .call("PATCH", "/api/admin/users/" + user, "{\"isActive\":" + active + "}")
                        .status())
                .isEqualTo(200);
    }

    private String signIn(Browser browser) {
        return browser.login(site.code("alice"))
                .json()
                .path("user")
                .path("userId")
                .asString();
    }
}
