package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.UserId;
import dev.saoma.session.Sessions;
import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.store.Session;
import dev.saoma.testing.Reply;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Saoma sessions as authentication in a filter chain of the application. */
class SaomaLoginTest {
    @TempDir
    private static Path folder;

    private static Site site;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @Bean
        @Order(1)
        SecurityFilterChain partners(HttpSecurity http) {
            return http.securityMatcher("/partners/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .csrf(csrf -> csrf.disable())
                    .build();
        }

        @Bean
        @Order(2)
        SecurityFilterChain api(HttpSecurity http) {
            return http.securityMatcher("/api/**")
                    .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                    .with(SaomaLogin.saomaLogin(), Customizer.withDefaults())
                    .build();
        }

        @Bean
        @Order(3)
        SecurityFilterChain shop(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.requestMatchers("/open")
                            .permitAll()
                            .requestMatchers("/staff")
                            .hasRole("STAFF")
                            .anyRequest()
                            .authenticated())
                    .httpBasic(Customizer.withDefaults())
                    .with(SaomaLogin.saomaLogin().authorities(Shop::roles), Customizer.withDefaults())
                    .build();
        }

        private static List<SimpleGrantedAuthority> roles(Session session) {
            boolean staff = session.user().value().equals("boss");
            return staff ? List.of(new SimpleGrantedAuthority("ROLE_STAFF")) : List.of();
        }

        @GetMapping("/open")
        String open(CsrfToken csrf) {
            return csrf.getToken();
        }

        @GetMapping({"/private", "/staff", "/partners/private", "/api/private"})
        String who(Authentication authentication) {
            return authentication.getName();
        }

        /** Stores the authentication in the HTTP session, as a login of the application would. */
        @GetMapping("/keep")
        String keep(HttpServletRequest request, HttpServletResponse response) {
            new HttpSessionSecurityContextRepository()
                    .saveContext(SecurityContextHolder.getContext(), request, response);
            return "kept";
        }

        @GetMapping("/session")
        String session(@AuthenticationPrincipal Session session) {
            return session.instance();
        }

        @PostMapping("/private")
        String changed() {
            return "changed";
        }
    }

    @BeforeAll
    static void start() {
        site = Site.of(folder, Shop.class)
                .withoutDatabase()
                .with("spring.security.user.name=basic", "spring.security.user.password=pw")
                .start();
        site.bind("user123", "alice");
        site.bind("boss", "wang");
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    @Test
    void makesASessionAnAuthentication() {
        Browser browser = signedIn("alice");

        assertThat(browser.get("/private").body()).isEqualTo("user123");
        assertThat(browser.get("/session").body()).isEqualTo("MyWeChatLogin");
    }

    @Test
    void givesTheAuthoritiesThatTheApplicationSays() {
        assertThat(signedIn("wang").get("/staff").body()).isEqualTo("boss");
        assertThat(signedIn("alice").get("/staff").status()).isEqualTo(403);
    }

    /** The proxy replaces /sso by /shop. */
    @Test
    void sendsAPersonBehindAProxyWhereTheBrowserIs(@TempDir Path other) {
        try (Site below = Site.of(other, Shop.class)
                .withoutDatabase()
                .with("server.servlet.context-path=/shop", "saoma.public-path=/sso")
                .start()) {
            assertThat(below.browser()
                            .get("/shop/private?a=b", "Accept: text/html")
                            .header("Location"))
                    .isEqualTo("http://localhost:8080/sso/saoma/login?returnTo=%2Fsso%2Fprivate%3Fa%3Db");
        }
    }

    @Test
    void sendsAPersonToTheLoginPageAndBack() {
        Reply answer = site.browser().get("/private?a=b", "Accept: text/html");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location"))
                .isEqualTo("http://localhost:8080/saoma/login?returnTo=%2Fprivate%3Fa%3Db");
        assertThat(site.browser()
                        .get("/private?returnTo=//evil.example", "Accept: text/html")
                        .header("Location"))
                .isEqualTo("http://localhost:8080/saoma/login");
    }

    @Test
    void tellsAScriptThatNobodyIsSignedIn() {
        Reply answer = site.browser().get("/api/private", "Accept: application/json");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.text("code")).isEqualTo("session_required");
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(signedIn("alice").get("/api/private").body()).isEqualTo("user123");
    }

    @Test
    void opensNothingOnceTheSessionHasEnded() {
        Browser browser = signedIn("alice");
        assertThat(browser.get("/private").status()).isEqualTo(200);

        site.bean(Sessions.class).end(new UserId("user123"));

        assertThat(browser.get("/private").status()).isEqualTo(401);
    }

    @Test
    void opensNothingByAnAuthenticationThatTheApplicationKept() {
        Browser browser = signedIn("alice");
        assertThat(browser.get("/keep").body()).isEqualTo("kept");
        assertThat(browser.get("/private").body()).isEqualTo("user123");

        site.bean(Sessions.class).end(new UserId("user123"));

        assertThat(browser.get("/private").status()).isEqualTo(401);
        assertThat(browser.get("/api/private").status()).isEqualTo(401);
        assertThat(browser.get("/saoma/api/bindings").status()).isEqualTo(401);
    }

    @Test
    void leavesAloneWhoIsAuthenticatedOtherwise() {
        Browser browser = signedIn("alice");

        assertThat(browser.get("/private", "Authorization: " + basic("pw")).body())
                .isEqualTo("basic");
        assertThat(browser.get("/private", "Authorization: " + basic("wrong")).status())
                .isEqualTo(401);
    }

    @Test
    void staysOutOfAChainThatDidNotAskForIt() {
        assertThat(signedIn("alice").get("/partners/private").status()).isEqualTo(401);
    }

    @Test
    void isUnderTheChainsProtectionAgainstCsrf() {
        Browser browser = signedIn("alice");
        String csrf = browser.get("/open").body();

        assertThat(browser.post("/private", "{}").status()).isEqualTo(403);
        assertThat(browser.post("/private", "{}", "X-CSRF-TOKEN: " + csrf).body())
                .isEqualTo("changed");
    }

    @Test
    void endsTheSessionWhenTheApplicationLogsOut() {
        Browser browser = signedIn("alice");
        String csrf = browser.get("/open").body();

        Reply out = browser.form("/logout", "_csrf=" + csrf);

        assertThat(out.all("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("saoma-session-8080~saoma=; Max-Age=0;"))
                .anyMatch(cookie -> cookie.matches("saoma-attempt-8080~saoma=[0-9a-f]{64}; .*"));

        assertThat(browser.get("/saoma/api/session").status()).isEqualTo(401);
        assertThat(browser.get("/private").status()).isEqualTo(401);
    }

    @Test
    void doesNothingWhereSaomaIsNot() {
        try (var slice = new SpringApplicationBuilder(Shop.class)
                .properties(
                        "server.port=0",
                        "spring.autoconfigure.exclude=dev.saoma.spring.SaomaAutoConfiguration,"
                                + "org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration")
                .run()) {
            var browser =
                    new Browser("http://localhost:" + slice.getEnvironment().getProperty("local.server.port"));

            assertThat(browser.get("/api/private").status()).isIn(401, 403);
            assertThat(browser.get("/open").status()).isEqualTo(200);
        }
    }

    private static Browser signedIn(String person) {
        Browser browser = site.browser();
        assertThat(browser.login(site.wechat(), person).status()).isEqualTo(201);
        return browser;
    }

    private static String basic(String password) {
        return "Basic " + Base64.getEncoder().encodeToString(("basic:" + password).getBytes());
    }
}
