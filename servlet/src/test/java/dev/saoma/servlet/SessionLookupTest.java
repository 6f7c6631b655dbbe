package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.servlet.CurrentUser.SignedIn;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.session.CacheFigures;
import dev.saoma.testing.Reply;
import dev.saoma.testing.Wire;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Counts session look-ups by the hits and misses of the cache. */
class SessionLookupTest {
    private static final String TOKEN = "0".repeat(64);
    private static final Map<String, String> BODIES = Map.of(
            "AttemptBody", "{\"intent\":\"login\"}",
            "CodeBody", "{\"code\":\"x\",\"state\":\"" + TOKEN + "\"}",
            "SessionBody", "{\"loginCode\":\"" + TOKEN + "\"}",
            "CorpBody", "{\"corpId\":\"none\"}",
            "BindTicketBody", "{\"bindTicket\":\"" + TOKEN + "\"}");

    /** The public routes whose handlers look up the session. */
    private static final Set<String> ASKING = Set.of("POST /api/bindings/{instance}");

    private static final Site PLAIN = new Site();
    private static final Site FILTERED = new Site(Site.production("/saoma"));
    private static final Site OWN_LOGIN = new Site(
            Site.production("/saoma"),
            request -> SaomaSession.current(request)
                    .map(session -> new SignedIn(session.user(), session.authenticatedAt())));

    @AfterAll
    static void close() {
        List.of(PLAIN, FILTERED, OWN_LOGIN).forEach(Site::close);
    }

    @Test
    void everyRouteLooksTheSessionUpOnceOrNotAtAll() {
        for (Site site : List.of(PLAIN, FILTERED, OWN_LOGIN)) {
            for (Route route : site.servlet.table()) {
                Browser browser = site.signedIn("looked");
                boolean needed = route.guard() != Guard.PUBLIC || ASKING.contains(route.toString());

                assertThat(lookups(site, () -> send(browser, route)))
                        .as("%s of %s", route, site.settings.path())
                        .isEqualTo(needed ? 1 : 0);
            }
        }
    }

    @Test
    void anAttemptLooksTheSessionUpForABindAndAReauthentication() {
        for (Site site : List.of(PLAIN, FILTERED, OWN_LOGIN)) {
            Browser browser = site.signedIn("attempts");

            assertThat(lookups(site, () -> browser.start("Strict", "login"))).isZero();
            assertThat(lookups(site, () -> browser.start("Strict", "bind"))).isEqualTo(1);
            assertThat(lookups(site, () -> browser.start("Strict", "reauth"))).isEqualTo(1);
        }
    }

    @Test
    void aBearerTokenOfAnotherOriginIsLookedUpOnce() {
        for (Site site : List.of(PLAIN, FILTERED, OWN_LOGIN)) {
            Browser browser = site.signedIn("bearer");
            String token = "Authorization: Bearer " + browser.cookies().get("__Host-saoma-session");
            Browser other = site.browser();

            assertThat(lookups(site, () -> {
                        Reply ended = other.delete("/api/session", token, "Origin: https://elsewhere.example");
                        assertThat(ended.status()).isEqualTo(204);
                        return ended;
                    }))
                    .isEqualTo(1);
        }
    }

    @Test
    void theApplicationAsksAsOftenAsItLikes() {
        Browser browser = FILTERED.signedIn("application");
        String cookie = "Cookie: __Host-saoma-session=" + browser.cookies().get("__Host-saoma-session");

        assertThat(lookups(FILTERED, () -> {
                    Reply me = Wire.send(FILTERED.port(), "GET", "/demo/me", List.of(cookie), new byte[0]);
                    assertThat(me.body()).isNotEqualTo("nobody");
                    return me;
                }))
                .isEqualTo(1);
    }

    private static Reply send(Browser browser, Route route) {
        String path = route.path()
                .text()
                .replace("{instance}", "Strict")
                .replace("{code}", "not_found")
                .replace("{file}", "login.js")
                .replace("{id}", "none");
        String query = route.query().isEmpty() ? "" : "?" + route.query();
        Class<?> body = route.body();
        return body == null
                ? browser.send(route.method(), path + query, "")
                : browser.send(
                        route.method(), path, BODIES.get(body.getSimpleName()), "Content-Type: application/json");
    }

    private static long lookups(Site site, Supplier<Reply> request) {
        CacheFigures before = site.app.sessions().cacheFigures();
        request.get();
        CacheFigures after = site.app.sessions().cacheFigures();
        return after.hits() + after.misses() - before.hits() - before.misses();
    }
}
