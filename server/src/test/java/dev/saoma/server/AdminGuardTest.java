package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.App;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.emulator.world.User;
import dev.saoma.secret.SealKey;
import dev.saoma.server.admin.AdminRoutes;
import dev.saoma.server.admin.AdminServices;
import dev.saoma.server.administrator.ConsoleAccess;
import dev.saoma.server.change.AdminTransactions;
import dev.saoma.server.doctor.RunningDoctor;
import dev.saoma.server.element.ElementEnvironment;
import dev.saoma.server.element.ElementNews;
import dev.saoma.server.element.ElementsMode;
import dev.saoma.server.element.LoginElements;
import dev.saoma.server.flow.FlowHistory;
import dev.saoma.server.flow.FlowRecorder;
import dev.saoma.server.flow.FlowStreams;
import dev.saoma.server.operation.Nodes;
import dev.saoma.server.operation.Operations;
import dev.saoma.servlet.ClientSettings;
import dev.saoma.servlet.RateLimit;
import dev.saoma.servlet.RateLimits;
import dev.saoma.servlet.WebSettings;
import dev.saoma.servlet.internal.handler.Route;
import dev.saoma.servlet.internal.security.Guard;
import dev.saoma.servlet.internal.security.Role;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.Reply;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/** The routes of the administrator require the key, and return 404 if no key is configured. */
class AdminGuardTest {
    @TempDir
    private static Path folder;

    private static Site site;
    private static List<Route> routes;

    @BeforeAll
    static void open() {
        site = Site.withConsole(folder.resolve("with"), new ClientSettings(List.of(), RateLimits.OFF));
        try (var database = SqliteDatabase.open(folder.resolve("table.db"))) {
            App app = site.server().app();
            SqlStore store = SqlStore.open(database, true);
            var recorder = new FlowRecorder(app.clock(), app.ticker());
            var web = new WebSettings(
                    URI.create("http://localhost"),
                    "",
                    List.of(),
                    List.of(),
                    WebSettings.WECHAT,
                    WebSettings.Mode.DEVELOPMENT);
            var transactions = new AdminTransactions(store, app.sessions(), app.clock(), app.currentActor());
            routes = AdminRoutes.of(
                    app,
                    web,
                    new AdminServices(
                            store,
                            Optional.of(ConsoleAccess.of(app, store, web, Optional.empty())),
                            new AdminServices.Flow(
                                    recorder,
                                    new FlowHistory(database, recorder, app.clock()),
                                    new FlowStreams(recorder)),
                            LoginElements.of(
                                    new ElementEnvironment(
                                            app,
                                            store,
                                            transactions,
                                            SealKey.none(),
                                            Optional.empty(),
                                            ElementNews.none(),
                                            false),
                                    ElementsMode.FOLDER),
                            new Operations(
                                    new Nodes("table", database, app, Optional.empty(), Optional::empty),
                                    new RunningDoctor(List::of, app.clock(), app.ticker()),
                                    Optional.empty()),
                            Optional.empty()));
        }
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void isAskedOnEveryRouteButTheSignIn() {
        assertThat(routes)
                .hasSizeGreaterThan(20)
                .filteredOn(route -> route.guard().role().isEmpty())
                .extracting(Route::toString)
                .containsExactly("POST /api/admin/session");
    }

    /** Who reads changes nothing, and what cannot be undone is for owners. */
    @Test
    void asksForMoreWhereMoreCanGoWrong() {
        assertThat(routes)
                .filteredOn(route -> !route.changes() && route.guard() != Guard.VIEWER)
                .extracting(Route::toString)
                .containsExactlyInAnyOrder("GET /api/admin/users/{userId}/data", "GET /api/admin/doctor");
        assertThat(routes)
                .filteredOn(route -> route.changes() && route.guard() == Guard.VIEWER)
                .extracting(Route::toString)
                .containsExactlyInAnyOrder("DELETE /api/admin/session", "POST /api/admin/users/search");
        assertThat(routes)
                .filteredOn(route -> route.guard() == Guard.RECENT_OWNER)
                .extracting(Route::toString)
                .containsExactlyInAnyOrder(
                        "DELETE /api/admin/users/{userId}/data",
                        "PUT /api/admin/roles/{userId}",
                        "DELETE /api/admin/roles/{userId}",
                        "PUT /api/admin/elements/{fullName}",
                        "DELETE /api/admin/elements/{fullName}",
                        "POST /api/admin/elements/{fullName}/undo");
    }

    @ParameterizedTest
    @EnumSource(Role.class)
    void letsEachRoleDoItsOwn(Role role) {
        Browser admin = signedIn(role);

        for (Route route : routes) {
            if (route.toString().endsWith(" /api/admin/session")) {
                continue;
            }
            Reply answer = send(admin, route);
            boolean allowed = role.includes(route.guard().role().orElseThrow());
            if (allowed) {
                assertThat(answer.status())
                        .as(route.toString())
                        .isNotIn(401, 403)
                        .isLessThan(500);
            } else {
                assertThat(answer.code()).as(route.toString()).isEqualTo("forbidden");
            }
        }
    }

    private static Browser signedIn(Role role) {
        String name = role.name().toLowerCase(Locale.ROOT);
        site.wechat().put(User.named(name, name));
        Browser browser = site.browser();
        String user = browser.login(site.code(name))
                .json()
                .path("user")
                .path("userId")
                .asString();
        site.admin().put("/api/admin/roles/" + user, "{\"role\":\"" + name + "\"}");
        assertThat(browser.post("/api/admin/session", "{}").status()).isEqualTo(201);
        return browser;
    }

    @Test
    void letsNobodyInWithoutTheKey() {
        Browser signedIn = site.browser();
        signedIn.login(site.code("alice"));
        String almost = Site.ADMIN_KEY.substring(1);
        List<Browser> strangers = List.of(
                site.browser(),
                signedIn,
                site.browserWith(Site.ADMIN_KEY + "x"),
                site.browserWith("X" + almost),
                site.browserWith(almost),
                site.browserWith(token()));

        for (Route route : routes) {
            if (route.guard().role().isEmpty()) {
                continue;
            }
            for (Browser stranger : strangers) {
                Reply answer = send(stranger, route);
                assertThat(answer.status()).as(route.toString()).isEqualTo(401);
                assertThat(answer.code()).isEqualTo("session_required");
            }
            assertThat(send(site.admin(), route).status())
                    .as(route.toString())
                    .isNotIn(401, 403, 405, 500)
                    .isLessThan(500);
        }
    }

    /** Each candidate differs from the key in a way that an incorrect comparison would miss. */
    @Test
    void takesTheWholeKeyAndNothingLikeIt() {
        String key = Site.ADMIN_KEY;
        for (String like : List.of(
                key.substring(0, key.length() - 1),
                key.substring(0, key.length() / 2),
                key.substring(0, 1),
                key.substring(1),
                key + "x",
                key + key,
                key + "," + key,
                key.toLowerCase(Locale.ROOT),
                key.toUpperCase(Locale.ROOT),
                "*")) {
            var browser = site.browserWith(like);
            assertThat(browser.get("/api/admin/users").status()).isEqualTo(401);
        }
        assertThat(site.admin().get("/api/admin/users").status()).isEqualTo(200);
    }

    @Test
    void letsAnAddressTryWrongKeysSoOftenAndSaysItInTheLog() {
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma.http");
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.INFO);
        var few = new RateLimits(RateLimit.OFF, RateLimit.OFF, new RateLimit(5, 1));
        try (Site limited = Site.open(folder.resolve("limited"), new ClientSettings(List.of(), few))) {
            for (int i = 0; i < 20; i++) {
                assertThat(limited.admin().get("/api/admin/users").status()).isEqualTo(200);
                assertThat(limited.browser().get("/api/admin/users").status()).isEqualTo(401);
            }
            log.list.clear();
            List<Integer> answers = IntStream.range(0, 300)
                    .mapToObj(i -> limited.browserWith("CANARY-wrong-" + i)
                            .get("/api/admin/users")
                            .status())
                    .toList();

            assertThat(answers.subList(0, 5)).containsOnly(401);
            assertThat(answers).filteredOn(status -> status == 401).hasSizeLessThan(10);
            assertThat(answers).containsOnly(401, 429);
            assertThat(limited.admin().get("/api/admin/users").status())
                    .as("hides whether a key was right")
                    .isEqualTo(429);
            assertThat(log.list)
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .hasSizeBetween(6, 20)
                    .anyMatch(line -> line.contains("session_required a wrong administrator's key from 127.0.0.1"))
                    .anyMatch(line -> line.contains("rate_limited admin-key of 127.0.0.1"))
                    .noneMatch(line -> line.contains("CANARY"));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }
    }

    @Test
    void isNotThereWithoutAKey() {
        try (Site without = Site.withoutAdminKey(folder.resolve("without"))) {
            for (Route route : routes) {
                Browser somebody = without.browserWith(Site.ADMIN_KEY);
                assertThat(send(somebody, route).status()).as(route.toString()).isEqualTo(404);
            }
        }
    }

    @Test
    void isWhatTheDocumentSays() throws Exception {
        var said = new TreeSet<String>();
        for (String line : Files.readAllLines(Path.of("../docs/admin-api.md"))) {
            if (line.matches("\\| `(GET|POST|PUT|PATCH|DELETE) .*")) {
                said.add(line.split("`")[1]);
            }
        }

        assertThat(said)
                .isEqualTo(new TreeSet<>(routes.stream().map(Route::toString).toList()));
    }

    /** Returns the token of a session, which is not an administrator's key. */
    private static String token() {
        Browser app = site.browser();
        String loginCode =
                app.finish(site.code("wang"), app.attempt().text("state")).text("loginCode");
        return app.post("/api/session", "{\"loginCode\":\"" + loginCode + "\",\"platform\":\"app\"}")
                .text("token");
    }

    private static Reply send(Browser browser, Route route) {
        String path = route.path()
                .text()
                .replace("{userId}", "u_nobody")
                .replace("{corpId}", "c_nothing")
                .replace("{sessionId}", "0".repeat(32))
                .replace("{fullName}", "auths.loginTypes." + Site.INSTANCE)
                .replace("{version}", "1")
                .replace("{instance}", Site.INSTANCE);
        // A stream would not end; its parameters are read after the right to it.
        String query = path.endsWith("/stream") ? "?after=x" : "";
        return browser.call(route.method(), path + query, route.body() == null ? "" : "{}");
    }
}
