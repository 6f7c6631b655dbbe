package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.Sample;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.CurrentUser;
import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** An application with its own login, whose users link a WeChat identity. */
class SecurityContextUserTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        SecurityFilterChain chain(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/csrf")
                            .permitAll()
                            .anyRequest()
                            .authenticated())
                    .formLogin(Customizer.withDefaults())
                    .build();
        }

        @Bean
        CurrentUser currentUser(WebInvocationPrivilegeEvaluator rules) {
            return SecurityContextUser.of(
                    SecurityContextUser.mayGet(rules, "/orders"),
                    authentication -> new UserId("id-of-" + authentication.getName()));
        }

        @GetMapping("/csrf")
        String csrf(CsrfToken csrf) {
            return csrf.getToken();
        }
    }

    @Test
    void bindsAWeChatToWhomTheApplicationHasSignedIn() {
        try (Site site = start()) {
            Browser browser = formLogin(site);
            Reply attempt = browser.post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"bind\"}");
            String code = site.wechat().issueCode(Sample.APP.appid(), "alice");

            Reply bound = browser.post(
                    "/saoma/api/bindings/MyWeChatLogin",
                    "{\"code\":\"" + code + "\",\"state\":\"" + attempt.text("state") + "\"}");

            assertThat(bound.json().path("success").asBoolean())
                    .as(bound.body())
                    .isTrue();
            Reply other = site.browser().login(site.wechat(), "alice");
            assertThat(other.json().path("user").path("userId").asString()).isEqualTo("id-of-ann");
        }
    }

    @Test
    void isProtectedFromAPageOfAnotherOriginWhateverBearerItSends() {
        try (Site site = start()) {
            Browser browser = formLogin(site);
            for (String bearer : List.of("Bearer x", "bearer x", "Bearer", "Basic eDp5")) {
                Reply refused = browser.post(
                        "/saoma/api/login/MyWeChatLogin/attempts",
                        "{\"intent\":\"bind\"}",
                        "Authorization: " + bearer,
                        "Origin: https://evil.example");

                assertThat(refused.text("code")).as(bearer).isEqualTo("forbidden");
            }
        }
    }

    @Test
    void knowsNobodyBeforeTheLogin() {
        try (Site site = start()) {
            Browser browser = site.browser();
            browser.get("/csrf");

            assertThat(browser.get("/saoma/api/bindings").text("code")).isEqualTo("session_required");
        }
    }

    @Test
    void knowsASaomaSessionFirst() {
        try (Site site = start()) {
            site.bind("user123", "wang");
            Browser browser = formLogin(site);
            browser.login(site.wechat(), "wang");

            assertThat(browser.get("/saoma/api/session")
                            .json()
                            .path("user")
                            .path("userId")
                            .asString())
                    .isEqualTo("user123");
            assertThat(browser.get("/saoma/api/bindings").body()).contains("boundAt\":\"");
        }
    }

    @Test
    void saysWhenThePersonProvedWhoTheyAre() {
        try (Site site = Site.of(folder, Shop.class)
                .withoutDatabase()
                .with(
                        "spring.security.user.name=ann",
                        "spring.security.user.password=pw",
                        "saoma.session.recent=1ms",
                        "saoma.reauth-url=/signin")
                .start()) {
            Browser browser = formLogin(site);
            Instant until = Instant.now().plus(5, ChronoUnit.SECONDS);

            Reply refused;
            do {
                refused = browser.post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"bind\"}");
            } while (refused.status() == 201 && Instant.now().isBefore(until));

            assertThat(refused.text("code")).isEqualTo("reauth_required");
            assertThat(refused.text("reauthUrl")).isEqualTo("/signin");
        }
    }

    private Site start() {
        return Site.of(folder, Shop.class)
                .withoutDatabase()
                .with("spring.security.user.name=ann", "spring.security.user.password=pw")
                .start();
    }

    private static Browser formLogin(Site site) {
        Browser browser = site.browser();
        String csrf = browser.get("/csrf").body();
        Reply answer = browser.form("/login", "username=ann&password=pw&_csrf=" + csrf);
        assertThat(answer.header("Location")).doesNotContain("error");
        assertThat(answer.status()).isEqualTo(302);
        return browser;
    }
}
