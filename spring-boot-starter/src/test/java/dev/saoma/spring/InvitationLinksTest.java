package dev.saoma.spring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.saoma.emulator.world.Sample;
import dev.saoma.error.LoginException;
import dev.saoma.identity.UserId;
import dev.saoma.servlet.InvitationLink;
import dev.saoma.servlet.InvitationLinks;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;

/** An application invites its existing users to bind a WeChat. */
class InvitationLinksTest {
    @TempDir
    private Path folder;

    @SpringBootConfiguration
    @EnableAutoConfiguration
    static class Shop {}

    @Test
    void bindWithoutAnotherLogin() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            InvitationLink invitation = site.bean(InvitationLinks.class).create("MyWeChatLogin", new UserId("10001"));

            assertThat(invitation.link()).hasHost("localhost").hasPort(8080).hasPath("/saoma/login");
            assertThat(invitation.expiresAt())
                    .isBetween(
                            Instant.now().plus(Duration.ofHours(23)),
                            Instant.now().plus(Duration.ofHours(25)));
            assertThat(follow(site, "/saoma", invitation.link()).status()).isEqualTo(200);
            assertThat(site.browser()
                            .login(site.wechat(), "alice")
                            .json()
                            .path("user")
                            .path("userId")
                            .asString())
                    .isEqualTo("10001");
            assertThat(follow(site, "/saoma", invitation.link()).text("code")).isEqualTo("bind_ticket_invalid");
        }
    }

    /** The proxy replaces /sso by /shop. */
    @Test
    void leadWhereBrowsersAre() {
        try (Site site = Site.of(folder, Shop.class)
                .bare()
                .with("server.servlet.context-path=/shop", "saoma.public-path=/sso")
                .start()) {
            URI link = site.bean(InvitationLinks.class)
                    .create("MyWeChatLogin", new UserId("10001"))
                    .link();

            assertThat(link).hasPath("/sso/saoma/login");
            assertThat(follow(site, "/shop/saoma", link).status()).isEqualTo(200);
        }
    }

    @Test
    void areForAKnownLoginMethodAndHideTheirToken() {
        try (Site site = Site.of(folder, Shop.class).bare().start()) {
            InvitationLinks links = site.bean(InvitationLinks.class);

            assertThatThrownBy(() -> links.create("Other", new UserId("10001")))
                    .isInstanceOf(LoginException.class)
                    .hasMessageContaining("no login method of that name");
            InvitationLink invitation = links.create("MyWeChatLogin", new UserId("10001"));
            assertThat(invitation.toString())
                    .doesNotContain(fragment(invitation.link()).get("invitation"));
        }
    }

    /** Does what the page does with a link, in a new browser, and returns the last answer. */
    private static Reply follow(Site site, String saoma, URI link) {
        Browser browser = site.browser();
        assertThat(browser.get(saoma + "/login").body()).contains("<!doctype html>");
        Map<String, String> fragment = fragment(link);
        String instance = fragment.get("instance");
        Reply begun = browser.post(
                saoma + "/api/login/" + instance + "/attempts",
                "{\"intent\":\"bind\",\"display\":\"page\",\"invitation\":\"" + fragment.get("invitation") + "\"}");
        if (begun.status() != 201) {
            return begun;
        }
        String code = site.wechat().issueCode(Sample.APP.appid(), "alice");
        return browser.post(
                saoma + "/api/bindings/" + instance,
                "{\"code\":\"" + code + "\",\"state\":\"" + begun.text("state") + "\"}");
    }

    private static Map<String, String> fragment(URI link) {
        return Stream.of(link.getFragment().split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }
}
