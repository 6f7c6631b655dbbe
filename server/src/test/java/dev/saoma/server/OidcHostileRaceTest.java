package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.server.setting.StoreSettings;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimits;
import dev.saoma.testing.RealPostgres;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One code or one rotating refresh token, sent many times at once. */
@Timeout(900)
class OidcHostileRaceTest {
    private static final int SENDERS = 16;
    private static final int REFRESHES = 32;

    private static final ExecutorService RUNNERS = Executors.newFixedThreadPool(REFRESHES);

    @TempDir
    private static Path folder;

    private static Site site;

    @BeforeAll
    static void open() {
        site = Site.withProvider(Site.open(folder.resolve("sqlite"), new ClientSettings(List.of(), RateLimits.OFF)));
    }

    @AfterAll
    static void close() {
        RUNNERS.shutdownNow();
        site.close();
    }

    @Test
    void aCodeIsExchangedOnce() throws Exception {
        exchange(site, 10);
    }

    @Test
    @Tag("full")
    void eachOfAThousandCodesIsExchangedOnce() throws Exception {
        exchange(site, 1_000);
    }

    @Test
    @Tag("full")
    void eachCodeIsExchangedOnceInPostgresql() throws Exception {
        StoreSettings store = DatabaseServer.settings(RealPostgres.newDatabase(), RealPostgres.USER);
        try (Site other = Site.withProvider(Site.open(folder.resolve("postgresql"), store))) {
            exchange(other, 200);
        }
    }

    @Test
    void aRotatingTokenHasOneSuccessor() throws Exception {
        rotate(site, 5);
    }

    @Test
    @Tag("full")
    void eachOfFiveHundredRotatingTokensHasOneSuccessor() throws Exception {
        rotate(site, 500);
    }

    @Test
    void aWaitingRequestGetsOneCode() throws Exception {
        RelyingParty shop = RelyingParty.web(site, "Waiting", "");
        for (int i = 0; i < 5; i++) {
            Browser browser = site.browser();
            String waiting = RelyingParty.query(shop.authorize(browser).header("Location"))
                    .get("returnTo");
            browser.login(site.code("alice"));
            List<Reply> replies = atOnce(SENDERS, () -> browser.get(waiting));

            assertThat(replies).extracting(Reply::status).containsOnlyOnce(303).containsOnly(303, 400);
        }
    }

    private static void exchange(Site on, int codes) throws Exception {
        RelyingParty shop = RelyingParty.web(on, "Shop", "");
        Browser browser = on.browser();
        browser.login(on.code("alice"));
        for (int i = 0; i < codes; i++) {
            String code = shop.code(browser, "alice");
            List<Reply> replies = atOnce(SENDERS, () -> shop.redeem(code));

            assertThat(replies).extracting(Reply::status).containsOnlyOnce(200).containsOnly(200, 400);
            String access = replies.stream()
                    .filter(reply -> reply.status() == 200)
                    .findFirst()
                    .orElseThrow()
                    .text("access_token");
            assertThat(shop.userInfo(access).status())
                    .as("the code was used more than once")
                    .isEqualTo(401);
        }
    }

    private static void rotate(Site on, int times) throws Exception {
        RelyingParty page = RelyingParty.spa(on, "Page", ", \"refresh\": true");
        Browser browser = on.browser();
        browser.login(on.code("alice"));
        var seen = new HashSet<String>();
        String token = page.tokens(browser, "alice").text("refresh_token");
        for (int i = 0; i < times; i++) {
            String presented = token;
            List<Reply> replies = atOnce(REFRESHES, () -> page.refresh(presented));

            assertThat(replies).extracting(Reply::status).containsOnly(200);
            assertThat(replies.stream()
                            .map(reply -> reply.text("refresh_token"))
                            .distinct())
                    .hasSize(1);
            assertThat(replies.stream().map(reply -> reply.text("access_token")).distinct())
                    .hasSize(REFRESHES);
            token = replies.get(0).text("refresh_token");
            assertThat(seen.add(token)).as("a token that was not there before").isTrue();
            assertThat(token).isNotEqualTo(presented);
        }
    }

    private static List<Reply> atOnce(int senders, Callable<Reply> call) throws Exception {
        var start = new CyclicBarrier(senders);
        var calls = new ArrayList<Future<Reply>>();
        for (int i = 0; i < senders; i++) {
            calls.add(RUNNERS.submit(() -> {
                start.await();
                return call.call();
            }));
        }
        var replies = new ArrayList<Reply>();
        for (Future<Reply> one : calls) {
            replies.add(one.get());
        }
        return replies;
    }
}
