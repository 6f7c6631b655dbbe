package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The organisation of a session, and the effect on the session when the user leaves it. */
@Timeout(120)
class OrganizationsTest {
    private static final String CORPS = "/api/admin/corps";

    @TempDir
    private Path folder;

    private Site site;
    private Browser admin;
    private String alice;

    @BeforeEach
    void open() {
        site = Site.open(folder);
        admin = site.admin();
        alice = userId(site.browser().login(site.code("alice")));
        for (String corp : List.of("bakery", "airline", "empty")) {
            admin.post(CORPS, "{\"corpId\":\"" + corp + "\",\"corpName\":\"The " + corp + "\"}");
        }
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void areNoneForWhoBelongsToNone() {
        Reply session = site.browser().login(site.code("alice"));

        assertThat(session.status()).isEqualTo(201);
        assertThat(session.json().path("corp").isNull()).isTrue();
    }

    @Test
    void ofOneAreTakenUnasked() {
        join("bakery", alice);

        assertThat(corp(site.browser().login(site.code("alice")))).isEqualTo("bakery");
    }

    @Test
    void ofSeveralAreListedByNameAndOneIsNamed() {
        join("bakery", alice);
        join("airline", alice);
        Browser browser = site.browser();
        Reply finished = browser.finish(site.code("alice"), browser.attempt().text("state"));
        String loginCode = finished.text("loginCode");

        assertThat(finished.json().path("corpList").toString())
                .isEqualTo("[{\"corpId\":\"airline\",\"corpName\":\"The airline\"},"
                        + "{\"corpId\":\"bakery\",\"corpName\":\"The bakery\"}]");
        assertThat(browser.redeem(loginCode).code()).isEqualTo("corp_required");
        assertThat(redeem(browser, loginCode, "empty").code()).isEqualTo("corp_forbidden");
        assertThat(corp(redeem(browser, loginCode, "airline"))).isEqualTo("airline");
    }

    @Test
    void thatWereLeftAfterTheListCannotBeNamed() {
        join("bakery", alice);
        join("airline", alice);
        Browser browser = site.browser();
        String loginCode = loginCode(browser);
        leave("bakery", alice);

        assertThat(redeem(browser, loginCode, "bakery").code()).isEqualTo("corp_forbidden");
        assertThat(corp(redeem(browser, loginCode, "airline"))).isEqualTo("airline");
    }

    @Test
    void thatWereDeletedAfterTheListCannotBeNamed() {
        join("bakery", alice);
        Browser browser = site.browser();
        String loginCode = loginCode(browser);
        admin.delete(CORPS + "/bakery");

        assertThat(redeem(browser, loginCode, "bakery").code()).isEqualTo("corp_forbidden");
    }

    @Test
    void endTheirSessionsAndNoOthersWhenSomebodyLeaves() {
        String wang = userId(site.browser().login(site.code("wang")));
        join("bakery", alice);
        join("airline", alice);
        join("bakery", wang);
        Browser inBakery = signedIn("alice", "bakery");
        Browser inAirline = signedIn("alice", "airline");
        Browser colleague = signedIn("wang", "bakery");

        leave("bakery", alice);

        assertThat(inBakery.session().status()).isEqualTo(401);
        assertThat(inAirline.session().status()).isEqualTo(200);
        assertThat(colleague.session().status()).isEqualTo(200);
    }

    @Test
    void endEverySessionInThemWhenTheyAreDeleted() {
        String wang = userId(site.browser().login(site.code("wang")));
        join("bakery", alice);
        join("bakery", wang);
        Browser first = signedIn("alice", "bakery");
        Browser second = signedIn("wang", "bakery");

        admin.delete(CORPS + "/bakery");

        assertThat(List.of(first.session().status(), second.session().status())).containsExactly(401, 401);
    }

    @Test
    void keepNoSessionOfWhoLeavesWhileSigningIn() throws Exception {
        for (int round = 0; round < 20; round++) {
            join("bakery", alice);
            List<Browser> browsers = List.of(site.browser(), site.browser());
            List<String> loginCodes = browsers.stream().map(this::loginCode).toList();

            var tasks = new ArrayList<Runnable>();
            tasks.add(() -> redeem(browsers.get(0), loginCodes.get(0), "bakery"));
            tasks.add(() -> leave("bakery", alice));
            tasks.add(() -> redeem(browsers.get(1), loginCodes.get(1), "bakery"));
            tasks.add(() -> leave("bakery", alice));
            atOnce(tasks);

            assertThat(browsers).allMatch(browser -> browser.session().status() == 401);
            assertThat(inBakery()).isZero();
        }
    }

    private long inBakery() {
        return admin.get("/api/admin/users/" + alice + "/sessions")
                .json()
                .valueStream()
                .filter(session ->
                        session.path("corp").path("corpId").asString("").equals("bakery"))
                .count();
    }

    private static void atOnce(List<Runnable> tasks) throws Exception {
        var barrier = new CyclicBarrier(tasks.size());
        ExecutorService threads = Executors.newFixedThreadPool(tasks.size());
        try {
            var done = new ArrayList<Future<?>>();
            for (Runnable task : tasks) {
                done.add(threads.submit(() -> {
                    barrier.await();
                    task.run();
                    return null;
                }));
            }
            for (Future<?> one : done) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Browser signedIn(String person, String corp) {
        Browser browser = site.browser();
        assertThat(corp(redeem(browser, loginCode(browser, person), corp))).isEqualTo(corp);
        assertThat(browser.session().status()).isEqualTo(200);
        return browser;
    }

    private String loginCode(Browser browser) {
        return loginCode(browser, "alice");
    }

    private String loginCode(Browser browser, String person) {
        return browser.finish(site.code(person), browser.attempt().text("state"))
                .text("loginCode");
    }

    private static Reply redeem(Browser browser, String loginCode, String corp) {
        return browser.post("/api/session", "{\"loginCode\":\"" + loginCode + "\",\"corpId\":\"" + corp + "\"}");
    }

    private void join(String corp, String user) {
        assertThat(admin.put(CORPS + "/" + corp + "/members/" + user).status()).isEqualTo(204);
    }

    private void leave(String corp, String user) {
        admin.delete(CORPS + "/" + corp + "/members/" + user);
    }

    private static String userId(Reply session) {
        return session.json().path("user").path("userId").asString();
    }

    private static String corp(Reply session) {
        return session.json().path("corp").path("corpId").asString("");
    }
}
