package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.App;
import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.identity.OrganizationDirectory;
import dev.saoma.identity.Profile;
import dev.saoma.identity.User;
import dev.saoma.identity.UserDirectory;
import dev.saoma.identity.UserId;
import dev.saoma.identity.WeChatAuth;
import dev.saoma.login.LoginService;
import dev.saoma.secret.TokenHash;
import dev.saoma.servlet.SaomaSession;
import dev.saoma.session.Sessions;
import dev.saoma.testing.Reply;
import dev.saoma.wechat.WeChatLogin;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A login in an application with only the starter and the properties, and in one with its own beans. */
class LoginJourneyTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    @RestController
    static class Shop {
        @GetMapping("/whoami")
        Map<String, String> whoami(HttpServletRequest request) {
            return Map.of(
                    "user",
                    SaomaSession.current(request)
                            .map(session -> session.user().value())
                            .orElse("nobody"));
        }
    }

    /** Creates a user for every WeChat identity. */
    static class People implements UserDirectory {
        final Map<String, User> byKey = new ConcurrentHashMap<>();

        @Override
        public Optional<User> find(UserId id) {
            return byKey.values().stream().filter(user -> user.id().equals(id)).findFirst();
        }

        @Override
        public UserId create(Profile profile, TokenHash onceKey) {
            return byKey.computeIfAbsent(
                            onceKey.toString(),
                            key -> new User(new UserId("u" + byKey.size()), "Ann of the shop", null, true))
                    .id();
        }

        @Override
        public boolean canSignInWithout(UserId user, WeChatAuth binding) {
            return false;
        }
    }

    @SpringBootConfiguration
    static class Beans extends Shop {
        static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");

        @Bean
        UserDirectory people() {
            return new People();
        }

        @Bean
        OrganizationDirectory organizations() {
            return user -> List.of(new Corp(new CorpId("acme"), "Acme"));
        }

        @Bean
        Clock clock() {
            return Clock.fixed(NOW, java.time.ZoneOffset.UTC);
        }
    }

    @SpringBootConfiguration
    static class Deployed extends Shop {
        @Bean
        WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> below() {
            return factory -> factory.setContextPath("/war");
        }
    }

    @Test
    void logsInWithPropertiesAlone() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            site.bind("user123", "alice");
            Browser browser = site.browser();

            assertThat(browser.login(site.wechat(), "alice").status()).isEqualTo(201);
            assertThat(browser.get("/whoami").text("user")).isEqualTo("user123");
            assertThat(site.browser().get("/whoami").text("user")).isEqualTo("nobody");

            assertThat(browser.delete("/saoma/api/session").status()).isEqualTo(204);
            assertThat(browser.get("/whoami").text("user")).isEqualTo("nobody");
        }
        assertThat(folder.resolve("saoma.db")).isNotEmptyFile();
    }

    @Test
    void refusesAStrangerAsTheInstanceSays() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            assertThat(site.browser().login(site.wechat(), "wang").text("code")).isEqualTo("wechat_not_bound");
        }
    }

    @Test
    void takesTheApplicationsOwnBeans() {
        try (Site site = Site.of(folder, Beans.class)
                .bare()
                .with("saoma.instances.MyWeChatLogin.registration=open", "saoma.session.idle=20m")
                .start()) {
            Browser browser = site.browser();

            Reply session = browser.login(site.wechat(), "alice");

            assertThat(session.status()).isEqualTo(201);
            assertThat(session.json().path("user").path("nickname").asString()).isEqualTo("Ann of the shop");
            assertThat(session.json().path("corp").path("corpId").asString()).isEqualTo("acme");
            assertThat(Instant.parse(session.text("expiresAt"))).isEqualTo(Beans.NOW.plus(Duration.ofMinutes(20)));
        }
    }

    @Test
    void givesItsOwnBeans() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            App app = site.bean(App.class);

            assertThat(site.bean(Sessions.class)).isSameAs(app.sessions());
            assertThat(site.bean(LoginService.class)).isSameAs(app.login());
            assertThat(app.getElement("auths.loginTypes.MyWeChatLogin", WeChatLogin.class)
                            .title())
                    .isEqualTo("WeChat");
        }
    }

    @Test
    void standsBelowTheContextPathAndThePathThatItIsTold() {
        try (Site site = Site.of(folder, Shop.class)
                .bare()
                .with("server.servlet.context-path=/shop", "saoma.path=/people")
                .start()) {
            site.bind("user123", "alice");
            Browser browser = site.browser();

            assertThat(browser.login("/shop/people", site.wechat(), "alice").status())
                    .isEqualTo(201);
            assertThat(browser.get("/shop/whoami").text("user")).isEqualTo("user123");
            assertThat(browser.get("/shop/people/login").body()).contains("/shop/people/assets/");
            assertThat(browser.post("/shop/people/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}")
                            .text("redirectUri"))
                    .startsWith("http://localhost:8080/shop/people/api/login/");
        }
    }

    /** The proxy replaces /sso by /shop. */
    @Test
    void namesThePathsThatAProxyMakes() {
        try (Site site = Site.of(folder, Shop.class)
                .bare()
                .with("server.servlet.context-path=/shop/", "saoma.public-path=/sso")
                .start()) {
            site.bind("user123", "alice");
            Browser browser = site.browser();

            assertThat(browser.get("/shop/saoma/login").body())
                    .contains("/sso/saoma/assets/")
                    .doesNotContain("/shop/");
            assertThat(browser.post("/shop/saoma/api/login/MyWeChatLogin/attempts", "{\"intent\":\"login\"}")
                            .text("redirectUri"))
                    .startsWith("http://localhost:8080/sso/saoma/api/login/");
            assertThat(browser.login("/shop/saoma", site.wechat(), "alice").status())
                    .isEqualTo(201);
        }
    }

    /** A servlet container determines the context path of a WAR. */
    @Test
    void takesTheContainersWordForTheContextPath() {
        try (Site site = Site.of(folder, Deployed.class).bare().start()) {
            assertThat(site.browser().get("/war/saoma/login").body()).contains("\"/war/saoma/assets/");
        }
    }

    @Test
    void servesAnAppsFolderAsWell() throws Exception {
        Path element = Files.createDirectories(folder.resolve("app/auths/loginTypes/MyWeChatLogin"));
        Files.writeString(folder.resolve("app/app.json"), "{\"appId\":\"acme.Shop\"}");
        Files.writeString(
                element.resolve("e.json"), "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"From a folder\"}");
        Files.writeString(
                element.resolve("MyWeChatLogin.json"), "{\"authConfig\":{\"appId\":\"wx1\",\"appSecret\":\"s\"}}");

        try (Site site = Site.folder(folder.resolve("data"), folder.resolve("app"), Shop.class)
                .bare()
                .start()) {
            assertThat(site.browser().get("/saoma/api/login").body()).contains("From a folder");
        }
    }
}
