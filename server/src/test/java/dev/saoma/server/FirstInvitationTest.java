package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.internal.clock.MovableClock;
import dev.saoma.login.AttemptRequest;
import dev.saoma.login.Intent;
import dev.saoma.logintype.Display;
import dev.saoma.logintype.LoginInstance;
import dev.saoma.secret.Token;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Without any user and with registration denied, the server prints an invitation for the first user. */
@Timeout(120)
class FirstInvitationTest {
    private final MovableClock clock = new MovableClock(Clock.systemUTC());

    @TempDir
    private Path folder;

    private Site site;

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void bindsByTheLinkAndSignsIn() {
        site = Site.open(folder, "deny", clock);
        assertThat(site.browser().login(site.code("alice")).status()).isNotEqualTo(201);

        follow(link());

        Reply session = site.browser().login(site.code("alice"));
        assertThat(session.status()).isEqualTo(201);
        assertThat(site.browser().login(site.code("wang")).status()).isNotEqualTo(201);
        assertThat(greeting()).noneMatch(line -> line.startsWith("first "));
    }

    @Test
    void isInvitedAfreshAtEachStartUntilSomebodyCame() {
        site = Site.open(folder, "deny", clock);
        String earlier = link();
        clock.advance(Duration.ofHours(25));
        site.restart();
        String fresh = link();

        assertThat(fresh).isNotEqualTo(earlier);
        assertThat(site.admin().get("/api/admin/users").json()).hasSize(1);
        follow(fresh);
        assertThat(site.browser().login(site.code("alice")).status()).isEqualTo(201);
    }

    @Test
    void isNotInvitedWhereOthersAreAlready() {
        site = Site.open(folder, "deny", clock);
        site.admin().post("/api/admin/users", "{\"userId\":\"ann\"}");

        assertThat(greeting()).noneMatch(line -> line.startsWith("first "));
    }

    @Test
    void needsNoLinkWhereEverybodyMayRegister() {
        site = Site.open(folder, "open", Clock.systemUTC());

        assertThat(greeting()).extracting(line -> line.split(" ")[0]).containsExactly("server", "login", "manage");
        assertThat(site.admin().get("/api/admin/users").json()).isEmpty();
    }

    @Test
    void comesByAnAdministratorsInvitationToo() {
        site = Site.open(folder, "deny", clock);
        site.admin().post("/api/admin/users", "{\"userId\":\"ann\"}");
        String link = site.admin()
                .post("/api/admin/users/ann/invitations", "{\"instance\":\"MyWeChatLogin\"}")
                .text("link");

        follow(link);

        assertThat(site.browser()
                        .login(site.code("alice"))
                        .json()
                        .path("user")
                        .path("userId")
                        .asString())
                .isEqualTo("ann");
    }

    @Test
    void isToldWhenThereIsNoSuchMethod() {
        site = Site.open(folder, "deny", clock);
        site.admin().post("/api/admin/users", "{\"userId\":\"ann\"}");

        assertThat(site.admin()
                        .post("/api/admin/users/ann/invitations", "{\"instance\":\"Nobody\"}")
                        .code())
                .isEqualTo("not_found");
    }

    private List<String> greeting() {
        return Serve.greeting(site.server());
    }

    private String link() {
        Optional<String> line =
                greeting().stream().filter(one -> one.startsWith("first ")).findFirst();
        String link = line.orElseThrow().substring("first    ".length());
        assertThat(link).matches(site.server().publicUrl() + "/login#instance=MyWeChatLogin&invitation=[0-9a-f]{64}");
        return link;
    }

    /** Performs the steps of the login page for an invitation link, including the scan. */
    private void follow(String link) {
        LoginInstance instance = site.server().app().loginInstances().get(0);
        Token browser = Token.random();
        Token invitation = Token.parse(link.replaceFirst(".*invitation=", "")).orElseThrow();
        var request = new AttemptRequest(
                Intent.BIND, Display.PAGE, browser, URI.create("http://localhost/"), null, null, invitation);
        Token state = Token.parse(
                        site.server().app().login().start(instance, request).state())
                .orElseThrow();
        site.server().app().login().finishBind(instance, browser, state, site.code("alice"), null, null);
    }
}
