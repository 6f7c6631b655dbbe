package dev.saoma.spring.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.spring.Browser;
import dev.saoma.spring.Site;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Pitfalls of a servlet beside Spring Security. */
class TrapsTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @GetMapping("/private")
        String privately() {
            return "private";
        }

        @PostMapping("/private")
        String changed() {
            return "changed";
        }

        @GetMapping("/saomaster")
        String likeOurs() {
            return "private";
        }
    }

    /** A chain for any request, ordered before all others. */
    @SpringBootConfiguration
    static class ShopWithAChain extends Shop {
        @Bean
        @Order(-1000)
        SecurityFilterChain everything(HttpSecurity http) {
            return http.authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                    .httpBasic(Customizer.withDefaults())
                    .build();
        }
    }

    @Test
    void leavesTheDefaultProtectionOfTheApplicationInPlace() {
        try (Site site = Site.of(folder, Shop.class).withoutDatabase().start()) {
            assertThat(site.browser().get("/private").status()).isEqualTo(401);
            assertThat(site.browser().get("/private", "Accept: text/html").header("Location"))
                    .endsWith("/login")
                    .doesNotContain("saoma");
            assertThat(site.browser().get("/saoma/login").status()).isEqualTo(200);
        }
    }

    @Test
    void startsBesideAChainForAnyRequestAndStaysReachable() {
        try (Site site = Site.of(folder, ShopWithAChain.class).withoutDatabase().start()) {
            site.bind("user123", "alice");
            Browser browser = site.browser();

            assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(browser.get("/saoma/api/session").status()).isEqualTo(200);
            assertThat(browser.get("/private").status()).isEqualTo(401);
        }
    }

    @Test
    void opensExactlyItsOwnAddresses() {
        try (Site site = Site.of(folder, ShopWithAChain.class).withoutDatabase().start()) {
            Browser browser = site.browser();

            assertThat(browser.get("/saoma/api/login").status()).isEqualTo(200);
            assertThat(browser.get("/saoma/api/login/MyWeChatLogin").status()).isEqualTo(200);
            assertThat(browser.get("/saoma/api/login/MyWeChatLogin/callback").status())
                    .isEqualTo(200);
            assertThat(browser.get("/saomaster").status()).isEqualTo(401);
            for (String path : new String[] {
                "/saoma/../private",
                "/saoma/..;/private",
                "/saoma/%2e%2e/private",
                "/private;/saoma/",
                "//saoma/../private"
            }) {
                assertThat(browser.get(path)).as(path).satisfies(answer -> {
                    assertThat(answer.status()).isIn(400, 401, 404);
                    assertThat(answer.body()).isNotEqualTo("private");
                });
            }
        }
    }

    @Test
    void refusesWithItsOwnStatusAndBody() {
        try (Site site = Site.of(folder, ShopWithAChain.class).withoutDatabase().start()) {
            Browser browser = site.browser();

            Reply nothing = browser.get("/saoma/nothing");
            assertThat(nothing.status()).isEqualTo(404);
            assertThat(nothing.header("Content-Type")).startsWith("application/problem+json");
            assertThat(nothing.text("code")).isEqualTo("not_found");

            Reply forbidden = browser.post(
                    "/saoma/api/login/MyWeChatLogin/attempts",
                    "{\"intent\":\"login\"}",
                    "Origin: https://evil.example");
            assertThat(forbidden.status()).isEqualTo(403);
            assertThat(forbidden.text("code")).isEqualTo("forbidden");

            assertThat(browser.delete("/saoma/api/login").status()).isEqualTo(405);
            assertThat(browser.get("/saoma/api/session").text("code")).isEqualTo("session_required");
            assertThat(browser.post("/saoma/api/session", "{").text("code")).isEqualTo("invalid_request");
        }
    }

    @Test
    void isNotHeldUpByTheApplicationsProtectionAgainstCsrf() {
        try (Site site = Site.of(folder, ShopWithAChain.class).withoutDatabase().start()) {
            Browser browser = site.browser();

            assertThat(browser.post("/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}")
                            .status())
                    .isEqualTo(201);
            assertThat(browser.post("/private", "{}").status()).isEqualTo(401);
        }
    }
}
