package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.filter.CorsFilter;

/** An application whose CorsFilter bean allows every origin with credentials, as many do. */
class ApplicationCorsTest {
    private static final String EVIL = "Origin: https://evil.example";
    private static final String FRIEND = "Origin: https://app.example.com";

    @TempDir
    private static Path folder;

    private static Site site;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Open {
        @Bean
        CorsFilter corsFilter() {
            var all = new CorsConfiguration();
            all.addAllowedOriginPattern("*");
            all.addAllowedHeader("*");
            all.addAllowedMethod("*");
            all.setAllowCredentials(true);
            var source = new UrlBasedCorsConfigurationSource();
            source.registerCorsConfiguration("/**", all);
            return new CorsFilter(source);
        }

        @GetMapping("/own")
        String own() {
            return "own";
        }
    }

    @BeforeAll
    static void start() {
        site = Site.of(folder, Open.class)
                .bare()
                .with("saoma.allowed-origins=https://app.example.com")
                .start();
        site.bind("c1", "alice");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void aForeignPageReadsNothingAndChangesNothing() {
        Browser browser = signedIn();

        Reply read = browser.get("/saoma/api/session", EVIL);
        assertThat(read.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(read.header("Access-Control-Allow-Credentials")).isEmpty();
        for (String bearer : List.of("X: y", "Authorization: Bearer junk", "Saoma-Session: junk")) {
            assertThat(browser.delete("/saoma/api/session", EVIL, bearer).code())
                    .isEqualTo("forbidden");
        }
        assertThat(browser.get("/saoma/api/session").status()).isEqualTo(200);
    }

    @Test
    void aForeignPreflightIsNotAnswered() {
        Reply preflight =
                site.browser().send("OPTIONS", "/saoma/api/session", "", EVIL, "Access-Control-Request-Method: DELETE");

        assertThat(preflight.status()).isEqualTo(405);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void aListedPageReadsOneAnswer() {
        Reply read = signedIn().get("/saoma/api/session", FRIEND);

        assertThat(read.status()).isEqualTo(200);
        assertThat(read.all("Access-Control-Allow-Origin")).containsExactly("https://app.example.com");
        assertThat(read.all("Access-Control-Allow-Credentials")).containsExactly("true");
    }

    @Test
    void theApplicationsAddressesStayOpen() {
        assertThat(site.browser().get("/own", EVIL).header("Access-Control-Allow-Origin"))
                .isEqualTo("https://evil.example");
    }

    private static Browser signedIn() {
        Browser browser = site.browser();
        assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
        return browser;
    }
}
