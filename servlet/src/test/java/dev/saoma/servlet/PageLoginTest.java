package dev.saoma.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.identity.Corp;
import dev.saoma.identity.CorpId;
import dev.saoma.testing.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** In page mode the redirect of WeChat's page finishes the login itself. */
class PageLoginTest {
    private static final String LOGIN = "MyWeChatLogin";
    private static final String ATTEMPT = "__Host-saoma-attempt";
    private static final String NAVIGATION = "Sec-Fetch-Dest: document";
    private static final Site SITE = new Site();

    @AfterAll
    static void close() {
        SITE.close();
    }

    @Test
    void sendsTheBrowserOnWithItsSession() {
        Browser browser = SITE.browser();
        String state = browser.pageState(LOGIN);
        String before = browser.cookies().get(ATTEMPT);

        Reply reply = browser.comeBack(
                LOGIN, state, "page-1", NAVIGATION, "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: cross-site");

        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.header("Location")).isEqualTo("/orders?open=1");
        assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
        assertThat(reply.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(reply.body()).isEmpty();
        assertThat(reply.all("Set-Cookie")).hasSize(2);
        assertThat(browser.cookies().get(ATTEMPT)).matches("[0-9a-f]{64}\\." + before);
        assertThat(browser.get("/api/session").text("instance")).isEqualTo(LOGIN);
        assertThat(browser.get("/api/sessions").status()).isEqualTo(200);
    }

    @Test
    void setsTheCookiesOfTheTwoCalls() {
        Browser one = SITE.browser();
        Browser two = SITE.browser();
        Reply page = one.comeBack(LOGIN, one.pageState(LOGIN), "cookies-1");
        Reply session = two.logIn(LOGIN, "cookies-2");

        assertThat(page.all("Set-Cookie"))
                .extracting(PageLoginTest::form)
                .containsExactlyElementsOf(session.all("Set-Cookie").stream()
                        .map(PageLoginTest::form)
                        .toList());
    }

    private static String form(String cookie) {
        return cookie.replaceAll("[0-9a-f]{64}", "*");
    }

    @Test
    void sendsItToTheLoginPageWithoutAReturnAddress() {
        try (Site site = new Site(Site.production("/saoma"))) {
            Browser browser = site.browser();
            String state = browser.post(
                            "/api/login/" + LOGIN + "/attempts", "{\"intent\":\"login\",\"display\":\"page\"}")
                    .text("state");

            assertThat(browser.comeBack(LOGIN, state, "nowhere-1").header("Location"))
                    .isEqualTo("/saoma/login");
        }
    }

    @Test
    void endsThePreviousSession() {
        Browser browser = SITE.signedIn("previous");
        Browser old = SITE.browser();
        old.signInAs(browser);
        assertThat(old.get("/api/session").status()).isEqualTo(200);

        browser.comeBack(LOGIN, browser.pageState(LOGIN), "previous-2");

        assertThat(browser.get("/api/session").status()).isEqualTo(200);
        assertThat(old.get("/api/session").code()).isEqualTo("session_required");
    }

    @Test
    void leavesTheTokensOfTheApplicationToThePage() {
        var parts = new Site.Parts(request -> Optional.empty(), (user, request) -> "token", null, List.of(), List.of());
        try (Site site = new Site(parts, Site.production(""), "/")) {
            Browser browser = site.browser();
            String state = browser.pageState(LOGIN);

            assertThat(browser.comeBack(LOGIN, state, "own-1").status()).isEqualTo(200);
            assertThat(browser.finish(LOGIN, state, "own-1").status()).isEqualTo(200);
        }
    }

    @Test
    void leavesTheChoiceOfAnOrganisationToThePage() {
        Browser browser = SITE.signedIn("choice");
        SITE.people.corps.put(
                SITE.user(browser), List.of(new Corp(new CorpId("c1"), "Acme"), new Corp(new CorpId("c2"), "Bolt")));
        String state = browser.pageState(LOGIN);
        int asked = SITE.wechat.exchanges.get();

        Reply page = browser.comeBack(LOGIN, state, "choice-2");
        Reply repeated = browser.finish(LOGIN, state, "choice-2");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.all("Set-Cookie")).isEmpty();
        assertThat(page.body()).doesNotContain("problem&quot;").doesNotContain("choice-2");
        assertThat(repeated.json().path("corpList").size()).isEqualTo(2);
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(asked + 1);
    }

    @Test
    void leavesABindTicketToThePage() {
        Browser browser = SITE.browser();
        String state = browser.pageState("Asking");

        Reply page = browser.comeBack("Asking", state, "ticket-1");
        Reply repeated = browser.finish("Asking", state, "ticket-1");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("problem&quot;");
        assertThat(repeated.text("bindTicket")).matches("[0-9a-f]{64}");
        assertThat(page.body()).doesNotContain(repeated.text("bindTicket"));
    }

    @Test
    void finishesOnceHoweverManyRequestsComeAtOnce() throws Exception {
        Browser browser = SITE.browser();
        String state = browser.pageState(LOGIN);
        Browser copy = SITE.browser();
        String cookie = "Cookie: " + ATTEMPT + "=" + browser.cookies().get(ATTEMPT);
        int asked = SITE.wechat.exchanges.get();
        var threads = Executors.newFixedThreadPool(8);
        Callable<Reply> comeBack = () -> copy.comeBack(LOGIN, state, "parallel-1", cookie);
        var statuses = new ArrayList<Integer>();
        for (Future<Reply> reply : threads.invokeAll(Collections.nCopies(8, comeBack))) {
            statuses.add(reply.get().status());
        }
        threads.shutdown();

        assertThat(statuses).containsOnlyOnce(302).containsOnly(200, 302);
        assertThat(SITE.wechat.exchanges.get()).isEqualTo(asked + 1);
    }

    @Test
    void countsAsACallAndIsPaidBeforeTheWork() {
        try (Site site = site(new RateLimits(RateLimit.OFF, new RateLimit(1, 1), RateLimit.OFF))) {
            Browser browser = site.browser();
            String first = browser.pageState(LOGIN);
            Browser other = site.browser();
            String second = other.pageState(LOGIN);
            assertThat(browser.comeBack(LOGIN, first, "often-1").status()).isEqualTo(302);
            int asked = site.wechat.exchanges.get();

            Reply page = other.comeBack(LOGIN, second, "often-2");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("problem&quot;");
            assertThat(other.finish(LOGIN, second, "often-2").code()).isEqualTo("rate_limited");
            assertThat(site.wechat.exchanges).hasValue(asked);
            site.clock.pass(Duration.ofMinutes(1));

            assertThat(other.comeBack(LOGIN, second, "often-2").status())
                    .as("the attempt is still valid")
                    .isEqualTo(302);
        }
    }

    @Test
    void countsAlsoWithAStateThatIsMadeUp() {
        try (Site site = site(new RateLimits(RateLimit.OFF, new RateLimit(3, 10), RateLimit.OFF))) {
            Browser browser = site.browser();
            browser.pageState(LOGIN);
            String none = "0".repeat(64);
            for (String free : List.of("Sec-Fetch-Dest: iframe", "Sec-Purpose: prefetch")) {
                browser.comeBack(LOGIN, none, "free-1", free);
            }
            browser.comeBack(LOGIN, none, "free-1&display=popup");
            site.browser().comeBack(LOGIN, none, "free-1");
            for (int i = 0; i < 3; i++) {
                assertThat(browser.comeBack(LOGIN, none, "paid-1").status()).isEqualTo(200);
            }

            assertThat(browser.finish(LOGIN, none, "paid-1").code()).isEqualTo("rate_limited");
        }
    }

    @Test
    void waitsAfterFailures() {
        try (Site site = site(new RateLimits(RateLimit.OFF, RateLimit.OFF, new RateLimit(1, 1)))) {
            Browser browser = site.browser();
            String state = browser.pageState(LOGIN);
            assertThat(browser.finish(LOGIN, "0".repeat(64), "failing-1").code())
                    .isEqualTo("state_invalid");

            assertThat(browser.comeBack(LOGIN, state, "failing-2").status()).isEqualTo(200);
            site.clock.pass(Duration.ofMinutes(2));
            assertThat(browser.comeBack(LOGIN, state, "failing-2").status()).isEqualTo(302);
        }
    }

    private static Site site(RateLimits limits) {
        return new Site(Site.production("").withClients(new ClientSettings(List.of(), limits)));
    }
}
