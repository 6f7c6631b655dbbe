package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Authorization requests that wait while their user logs in. */
class OidcWaitingRequestTest extends OidcConformance {

    @Test
    void goesOnOnceAndInTheSameBrowserAlone() {
        Browser browser = site.browser();
        String waiting = RelyingParty.query(loginPage(browser, request())).get("returnTo");
        Browser other = signedIn("wang");
        assertThat(other.get(waiting).status()).isEqualTo(400);
        browser.login(site.code("alice"));

        assertThat(redirected(shop, browser.get(waiting))).containsKey("code");

        assertThat(browser.get(waiting).status()).isEqualTo(400);
    }

    /** Tabs that a browser opens again lead to the login page one by one, and each login changes the identity of the browser. */
    @Test
    void goesOnInEachOfSeveralTabs() throws Exception {
        Browser browser = site.browser();
        List<String> tabs = List.of(request(), request(), request()).stream()
                .map(request -> RelyingParty.query(loginPage(browser, request)).get("returnTo"))
                .toList();

        for (String tab : tabs) {
            browser.login(site.code("alice"));
            code(shop, browser.get(tab));
        }
    }

    @Test
    void sendsOneCodeWhenManyCallsGoOnAtTheSameTime() throws Exception {
        Browser browser = signedIn("alice");
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                Reply stored = browser.form("/oauth2/authorize", RelyingParty.form(request()));
                String waiting = stored.header("Location");
                var together = new CyclicBarrier(8);
                List<Future<Reply>> calls = threads.invokeAll(Collections.nCopies(8, () -> {
                    together.await();
                    return browser.get(waiting);
                }));

                int codes = 0;
                for (Future<Reply> call : calls) {
                    codes += call.get().header("Location").contains("code=") ? 1 : 0;
                }
                assertThat(codes).isEqualTo(1);
            }
        } finally {
            threads.shutdown();
        }
    }

    @Test
    void goesOnInAllTabsAtTheSameTime() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 10; round++) {
                Browser browser = site.browser();
                var together = new CyclicBarrier(8);
                var tabs = new ArrayList<Callable<Reply>>();
                for (int tab = 0; tab < 8; tab++) {
                    String waiting =
                            RelyingParty.query(loginPage(browser, request())).get("returnTo");
                    tabs.add(() -> {
                        together.await();
                        return browser.get(waiting);
                    });
                }
                browser.login(site.code("alice"));

                for (Future<Reply> call : threads.invokeAll(tabs)) {
                    code(shop, call.get());
                }
            }
        } finally {
            threads.shutdown();
        }
    }

    /** Where there is no room for a frame, WeChat's page sends the browser back to the server, and that to the request. */
    @Test
    void goesOnAfterALoginInTheWholeWindow() throws Exception {
        Browser browser = site.browser();
        String waiting = RelyingParty.query(loginPage(browser, request())).get("returnTo");
        Reply begun = browser.post(
                "/api/login/" + Site.INSTANCE + "/attempts",
                "{\"intent\":\"login\",\"display\":\"page\",\"returnTo\":\"" + waiting + "\"}");

        Reply back = browser.get("/api/login/" + Site.INSTANCE + "/callback?code=" + site.code("alice") + "&state="
                + begun.text("state"));

        assertThat(back.header("Location")).isEqualTo(waiting);
        claims(reading.tokens(redeem(shop, code(shop, browser.get(waiting)))));
    }
}
