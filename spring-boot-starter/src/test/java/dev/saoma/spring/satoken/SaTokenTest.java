package dev.saoma.spring.satoken;

import static org.assertj.core.api.Assertions.assertThat;

import cn.dev33.satoken.SaManager;
import cn.dev33.satoken.session.SaSession;
import cn.dev33.satoken.stp.StpUtil;
import dev.saoma.emulator.world.Sample;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.servlet.TokenIssuer;
import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.testing.Reply;
import jakarta.servlet.Filter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An application that logs in with Sa-Token, without a line of its own for Saoma's addresses. */
class SaTokenTest {
    private static final String ATTEMPTS = "/saoma/api/login/MyWeChatLogin/attempts";
    private static final String BIND = "{\"intent\":\"bind\"}";

    @TempDir
    private static Path folder;

    private static Site site;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        CurrentUser currentUser() {
            return new SaTokenUser();
        }

        @Bean
        TokenIssuer tokenIssuer() {
            return new SaTokenIssuer();
        }

        /** Support staff act as a customer, in a filter of the application. */
        @Bean
        FilterRegistrationBean<Filter> support() {
            return new FilterRegistrationBean<>((request, response, chain) -> {
                if (request.getParameter("as") != null) {
                    StpUtil.switchTo(request.getParameter("as"));
                }
                chain.doFilter(request, response);
            });
        }

        @GetMapping("/login")
        String login(@RequestParam("id") long id) {
            StpUtil.login(id);
            return StpUtil.getTokenValue();
        }

        @GetMapping("/me")
        String me() {
            return String.valueOf(StpUtil.getLoginIdAsLong());
        }
    }

    /** Keeps Saoma's sessions beside those of Sa-Token. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class ShopWithSessions {
        @Bean
        CurrentUser currentUser() {
            return new SaTokenUser();
        }

        @GetMapping("/login")
        String login(@RequestParam("id") String id) {
            StpUtil.login(id);
            return StpUtil.getTokenValue();
        }

        @GetMapping("/me")
        String me() {
            return StpUtil.getLoginIdAsString();
        }
    }

    @BeforeAll
    static void start() {
        site = Site.of(folder, Shop.class)
                .bare()
                .with(
                        SaTokenOnRequest.REQUEST,
                        "sa-token.is-print=false",
                        "sa-token.active-timeout=600",
                        "sa-token.token-session-check-login=false")
                .start();
        site.bind("10001", "alice");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @AfterEach
    void enable() {
        StpUtil.untieDisable(10001);
    }

    @Test
    void logsInWithAWeChat() {
        Browser browser = site.browser();

        Reply answer = browser.login(site.wechat(), "alice");

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.text("tokenName")).isEqualTo("satoken");
        assertThat(answer.all("Set-Cookie")).anyMatch(cookie -> cookie.startsWith("satoken="));
        assertThat(browser.get("/me").body()).isEqualTo("10001");
        assertThat(site.browser().get("/me", header(answer.text("tokenValue"))).body())
                .isEqualTo("10001");
        assertThat(browser.get("/saoma/api/session").status()).isEqualTo(401);
        assertThat(browser.get("/saoma/api/bindings").body()).contains("boundAt");
        assertThat(browser.post(ATTEMPTS, BIND).status()).isEqualTo(201);
    }

    @Test
    void bindsAWeChatToWhomSaTokenHasLoggedIn() {
        Browser browser = site.browser();
        String token = header(browser.get("/login?id=10002").body());
        Browser app = site.browser();
        Reply attempt = app.post(ATTEMPTS, BIND, token);
        String code = site.wechat().issueCode(Sample.APP.appid(), "wang");

        Reply bound = app.post(
                "/saoma/api/bindings/MyWeChatLogin",
                "{\"code\":\"" + code + "\",\"state\":\"" + attempt.text("state") + "\"}",
                token);

        assertThat(bound.status()).as(bound.body()).isEqualTo(200);
        Browser other = site.browser();
        other.login(site.wechat(), "wang");
        assertThat(other.get("/me").body()).isEqualTo("10002");
    }

    @Test
    void knowsASaomaSessionFirst(@TempDir Path other) {
        try (Site both = Site.of(other, ShopWithSessions.class)
                .bare()
                .with(SaTokenOnRequest.REQUEST, "sa-token.is-print=false")
                .start()) {
            both.bind("10001", "alice");
            Browser browser = both.browser();
            browser.get("/login?id=10004");
            assertThat(browser.get("/saoma/api/bindings").body()).doesNotContain("boundAt\":\"");

            browser.login(both.wechat(), "alice");

            assertThat(browser.get("/me").body()).isEqualTo("10004");
            assertThat(browser.get("/saoma/api/bindings").body()).contains("boundAt\":\"");
        }
    }

    @Test
    void refusesADisabledAccount() {
        Browser before = loggedIn();
        StpUtil.disable(10001, 600);

        assertThat(site.browser().login(site.wechat(), "alice").text("code")).isEqualTo("account_disabled");
        assertThat(code(before)).isEqualTo("session_required");
    }

    @Test
    void asksForARecentLogin() {
        Browser browser = loggedIn();
        String token = browser.get("/login?id=10001").body();
        assertThat(browser.post(ATTEMPTS, BIND).status()).isEqualTo(201);

        Instant login = Instant.now().minus(Duration.ofMinutes(20));
        SaSession account = StpUtil.getSessionByLoginId(10001);
        account.getTerminal(token).setCreateTime(login.toEpochMilli());
        account.update();
        StpUtil.stpLogic.updateLastActiveToNow(token);
        StpUtil.stpLogic.renewTimeout(token, 3600);
        assertThat(StpUtil.stpLogic.getTokenSessionByToken(token).getCreateTime())
                .isGreaterThan(login.toEpochMilli());

        assertThat(browser.get("/saoma/api/bindings").status()).isEqualTo(200);
        assertThat(browser.post(ATTEMPTS, BIND).text("code")).isEqualTo("reauth_required");
        browser.get("/login?id=10001");
        assertThat(browser.post(ATTEMPTS, BIND).status()).isEqualTo(201);
    }

    @Test
    void takesATokenThatSaTokenHasNotStoredForAnOldOne() {
        Browser browser = site.browser();
        String token = browser.get("/login?id=10003").body();
        StpUtil.getSessionByLoginId(10003).removeTerminal(token);

        assertThat(browser.get("/me").body()).isEqualTo("10003");
        assertThat(browser.post(ATTEMPTS, BIND).text("code")).isEqualTo("reauth_required");
    }

    @Test
    void isNobodyWhileAnotherUserIsActedAs() {
        Browser browser = loggedIn();

        assertThat(browser.get("/me?as=10009").body()).isEqualTo("10009");
        assertThat(browser.get("/saoma/api/bindings?as=10009").text("code")).isEqualTo("session_required");
        assertThat(browser.get("/saoma/api/bindings").status()).isEqualTo(200);
    }

    @Test
    void isNobodyWithAFrozenOrEndedToken() {
        Browser browser = loggedIn();
        String token = browser.get("/login?id=10001").body();
        long lastUse = Instant.now().minus(Duration.ofMinutes(20)).toEpochMilli();
        SaManager.getSaTokenDao().update(StpUtil.stpLogic.splicingKeyLastActiveTime(token), String.valueOf(lastUse));

        assertThat(code(browser)).isEqualTo("session_required");
        assertThat(code(site.browser())).isEqualTo("session_required");
        Browser ended = loggedIn();
        StpUtil.kickout(10001);
        assertThat(code(ended)).isEqualTo("session_required");
    }

    private static Browser loggedIn() {
        Browser browser = site.browser();
        assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
        return browser;
    }

    private static String code(Browser browser) {
        return browser.get("/saoma/api/bindings").text("code");
    }

    private static String header(String token) {
        return "satoken: " + token;
    }
}
