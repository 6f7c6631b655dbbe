package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.User;
import dev.saoma.testing.MovableClock;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Administrators sign in to the console with WeChat, or with the key when WeChat is down. */
@Timeout(180)
class ConsoleAccessTest {
    private static final String SESSION = "/api/admin/session";
    private static final String ROLES = "/api/admin/roles/";
    private static final String USERS = "/api/admin/users/";

    @TempDir
    private Path folder;

    private static Browser scanned(Site site, String person) {
        site.wechat().put(User.named(person, person));
        Browser browser = site.browser();
        assertThat(browser.login(site.code(person)).status()).isEqualTo(201);
        return browser;
    }

    private static String user(Browser browser) {
        return browser.session().json().path("user").path("userId").asString();
    }

    /** Returns a browser that is signed in to the console with a role. */
    private static Browser signedIn(Site site, String person, String role) {
        Browser browser = scanned(site, person);
        assertThat(site.admin()
                        .put(ROLES + user(browser), "{\"role\":\"" + role + "\"}")
                        .status())
                .isEqualTo(204);
        assertThat(browser.post(SESSION, "{}").status()).isEqualTo(201);
        return browser;
    }

    private static List<String> trail(Site site, String query) {
        var events = site.admin().get("/api/admin/audit?" + query).json();
        return StreamSupport.stream(events.spliterator(), false)
                .map(event -> event.path("actor").asString() + " "
                        + event.path("note").asString())
                .toList();
    }

    @Test
    void isGivenByAScanAndARole() {
        try (Site site = Site.withConsole(folder)) {
            Browser ann = scanned(site, "ann");
            String user = user(ann);

            assertThat(ann.post(SESSION, "{}").code()).isEqualTo("forbidden");
            assertThat(ann.get(SESSION).code()).isEqualTo("session_required");
            site.admin().put(ROLES + user, "{\"role\":\"viewer\"}");
            Reply opened = ann.post(SESSION, "{}");

            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.all("Set-Cookie"))
                    .singleElement()
                    .asString()
                    .startsWith("saoma-console-")
                    .endsWith("; Path=/; HttpOnly; SameSite=Strict");
            assertThat(ann.get(SESSION).text("role")).isEqualTo("viewer");
            assertThat(ann.get(SESSION).text("userId")).isEqualTo(user);
            assertThat(ann.get("/api/admin/users").status()).isEqualTo(200);
            assertThat(trail(site, "userId=" + user))
                    .startsWith("user:" + user + " console opened", "key role viewer given");
        }
    }

    @Test
    void needsAScanOfTheLastMinutes() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            Browser ann = signedIn(site, "ann", "viewer");
            ann.delete(SESSION);
            clock.pass(Duration.ofMinutes(5));

            assertThat(ann.post(SESSION, "{}").code()).isEqualTo("reauth_required");
            assertThat(site.browser().post(SESSION, "{}").code()).isEqualTo("session_required");
        }
    }

    @Test
    void needsAnotherScanForWhatCannotBeUndone() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            Browser own = signedIn(site, "own", "owner");
            String ann = user(scanned(site, "ann"));
            clock.pass(Duration.ofMinutes(5));
            List<Supplier<Reply>> changes = List.of(
                    () -> own.put(ROLES + ann, "{\"role\":\"viewer\"}"),
                    () -> own.delete(ROLES + ann),
                    () -> own.post(USERS + ann + "/bindings/MyWeChatLogin/unbind", "{\"force\":true}"),
                    () -> own.delete(USERS + ann + "/data"));

            assertThat(own.get(SESSION).json().path("isRecent").asBoolean()).isFalse();
            assertThat(changes)
                    .allSatisfy(change -> assertThat(change.get().code()).isEqualTo("reauth_required"));
            assertThat(own.call("PATCH", USERS + ann, "{\"nickname\":\"Ann\"}").status())
                    .isEqualTo(200);
            assertThat(own.login(site.code("own")).status()).isEqualTo(201);
            assertThat(own.post(SESSION, "{}").status()).isEqualTo(201);
            assertThat(changes)
                    .allSatisfy(change -> assertThat(change.get().status()).isLessThan(300));
        }
    }

    @Test
    void endsWhenItIsNotUsedAndInAnyCaseAfterEightHours() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            Browser ann = signedIn(site, "ann", "viewer");
            Browser ben = signedIn(site, "ben", "viewer");
            for (int quarters = 0; quarters < 34; quarters++) {
                assertThat(ben.get(SESSION).status())
                        .as("after %d quarters", quarters)
                        .isEqualTo(200);
                clock.pass(Duration.ofMinutes(14));
            }
            assertThat(ben.get(SESSION).status())
                    .as("after %s", Duration.ofMinutes(34 * 14))
                    .isEqualTo(200);
            assertThat(ann.get(SESSION).status()).as("not used").isEqualTo(401);
            clock.pass(Duration.ofMinutes(4));

            assertThat(ben.get(SESSION).status()).isEqualTo(401);
        }
    }

    @Test
    void endsWhenTheRoleOrTheAccountDoes() {
        try (Site site = Site.withConsole(folder)) {
            signedIn(site, "own", "owner");
            Browser ann = signedIn(site, "ann", "operator");
            Browser ben = signedIn(site, "ben", "operator");
            Browser eve = signedIn(site, "eve", "operator");
            String annsUser = user(ann);
            site.admin().delete(ROLES + annsUser);
            site.admin().call("PATCH", USERS + user(ben), "{\"isActive\":false}");
            site.admin().delete(USERS + user(eve));

            assertThat(List.of(
                            ann.get(SESSION).status(),
                            ben.get(SESSION).status(),
                            eve.get(SESSION).status()))
                    .containsExactly(401, 401, 401);
            assertThat(ann.post(SESSION, "{}").code()).isEqualTo("forbidden");
            site.admin().put(ROLES + annsUser, "{\"role\":\"viewer\"}");
            assertThat(ann.get(SESSION).text("role")).isEqualTo("viewer");
        }
    }

    @Test
    void endsOnEveryNodeAtOnce() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site one = Site.withConsole(folder.resolve("one"), database.store());
                Site two = Site.withConsole(folder.resolve("two"), database.store())) {
            Browser ann = signedIn(one, "ann", "operator");
            String user = user(ann);
            Browser there = two.browser();
            // The names of cookies hold the port, which is equal behind one address.
            ann.cookies()
                    .forEach((name, value) -> there.cookies()
                            .put(
                                    name.replaceFirst(
                                            "\\d+$",
                                            "" + two.server().publicUrl().getPort()),
                                    value));
            assertThat(there.get(SESSION).status()).isEqualTo(200);

            one.admin().delete(ROLES + user);

            assertThat(there.get(SESSION).status()).isEqualTo(401);
        }
    }

    @Test
    void endsByItself() {
        try (Site site = Site.withConsole(folder)) {
            Browser ann = signedIn(site, "ann", "viewer");
            var before = new LinkedHashMap<>(ann.cookies());

            assertThat(ann.delete(SESSION).status()).isEqualTo(204);
            ann.cookies().putAll(before);

            assertThat(ann.get(SESSION).status()).isEqualTo(401);
            assertThat(ann.session().status()).as("Saoma's own session stays").isEqualTo(200);
        }
    }

    @Test
    void isGivenByTheKeyForAQuarterOfAnHour() {
        var clock = new MovableClock();
        try (Site site = Site.withConsole(folder, clock)) {
            Browser browser = site.browser();
            Reply opened = browser.post(SESSION, "{\"key\":\"" + Site.ADMIN_KEY + "\"}");

            assertThat(opened.status()).isEqualTo(201);
            assertThat(opened.text("role")).isEqualTo("owner");
            assertThat(opened.json().path("userId").isNull()).isTrue();
            clock.pass(Duration.ofMinutes(14));
            assertThat(browser.get(SESSION).status()).isEqualTo(200);
            clock.pass(Duration.ofMinutes(1));
            assertThat(browser.get(SESSION).status()).isEqualTo(401);
            assertThat(trail(site, "actor=key")).startsWith("key console opened by the administrator's key");
        }
    }

    @Test
    void isRefusedToAWrongKeyWhichIsInTheTrail() {
        try (Site site = Site.withConsole(folder)) {
            Reply refused = site.browser().post(SESSION, "{\"key\":\"CANARY_wrong\"}");

            assertThat(refused.code()).isEqualTo("session_required");
            assertThat(trail(site, "kind=administered"))
                    .containsExactly(" console refused a wrong administrator's key");
            assertThat(site.browser().post(SESSION, "{\"key\":\"\"}").code())
                    .isIn("session_required", "invalid_request");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: https://evil.example",
                "Origin: null",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site",
            })
    void isNotForOtherPagesToUse(String header) {
        try (Site site = Site.withConsole(folder)) {
            Browser own = signedIn(site, "own", "owner");

            assertThat(own.get("/api/admin/users", header).code()).isEqualTo("forbidden");
            assertThat(own.post(USERS.substring(0, USERS.length() - 1), "{}", header)
                            .code())
                    .isEqualTo("forbidden");
            assertThat(own.post(SESSION, "{}", header).code()).isEqualTo("forbidden");
            assertThat(own.get("/api/admin/users", "Sec-Fetch-Site: same-origin")
                            .status())
                    .isEqualTo(200);
            assertThat(own.get("/api/admin/users", "Origin: " + site.server().publicUrl())
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void letsNobodyActAsAnAdministratorOfAHigherRole() {
        try (Site site = Site.withConsole(folder)) {
            Browser own = signedIn(site, "own", "owner");
            Browser ann = signedIn(site, "ann", "operator");
            String owner = USERS + user(own);

            assertThat(ann.post(owner + "/invitations", "{}").code()).isEqualTo("forbidden");
            assertThat(ann.post(owner + "/bindings/MyWeChatLogin/unbind", "{\"force\":true}")
                            .code())
                    .isEqualTo("forbidden");
            assertThat(ann.call("PATCH", owner, "{\"isActive\":false}").code()).isEqualTo("forbidden");
            assertThat(ann.delete(owner + "/sessions").code()).isEqualTo("forbidden");
            for (String action : List.of("disable", "enable", "endSessions")) {
                Reply batch = ann.post(
                        USERS + "batch", "{\"action\":\"" + action + "\",\"userIds\":[\"" + user(own) + "\"]}");
                assertThat(batch.json().path(0).path("error").path("code").asString())
                        .isEqualTo("forbidden");
            }
            assertThat(ann.put(ROLES + user(ann), "{\"role\":\"owner\"}").code())
                    .isEqualTo("forbidden");
            assertThat(own.post(USERS + user(ann) + "/invitations", "{}").status())
                    .isEqualTo(201);
        }
    }

    @Test
    void keepsTheLastOwner() {
        try (Site site = Site.withConsole(folder)) {
            Browser own = signedIn(site, "own", "owner");
            String user = user(own);
            List<Reply> tries = List.of(
                    own.delete(ROLES + user),
                    own.put(ROLES + user, "{\"role\":\"viewer\"}"),
                    own.delete(USERS + user),
                    own.delete(USERS + user + "/data"),
                    own.call("PATCH", USERS + user, "{\"isActive\":false}"),
                    own.post(USERS + user + "/bindings/MyWeChatLogin/unbind", "{\"force\":true}"));

            assertThat(tries)
                    .allMatch(reply ->
                            reply.code().equals("forbidden") && reply.body().contains("last owner"));
            signedIn(site, "two", "owner");
            assertThat(own.delete(ROLES + user).status()).isEqualTo(204);
        }
    }

    /** Each of two owners removes the other: the lock lets one of them succeed. */
    @Test
    void keepsOneOwnerHoweverTwoRace() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site site = Site.withConsole(folder.resolve("site"), database.store())) {
            for (int round = 0; round < 20; round++) {
                Browser one = signedIn(site, "one", "owner");
                Browser two = signedIn(site, "two", "owner");
                List<String> users = List.of(user(one), user(two));

                List<Integer> answers = IntStream.range(0, 2)
                        .parallel()
                        .mapToObj(i -> List.of(one, two)
                                .get(i)
                                .delete(ROLES + users.get(1 - i))
                                .status())
                        .toList();

                assertThat(answers).contains(204);
                assertThat(site.admin().get("/api/admin/roles").json()).isNotEmpty();
            }
        }
    }

    @Test
    void forgetsAnErasedOwnerAlsoAsTheOneWhoGaveRoles() {
        try (Site site = Site.withConsole(folder)) {
            Browser own = signedIn(site, "own", "owner");
            String user = user(own);
            Browser ann = scanned(site, "ann");
            assertThat(own.put(ROLES + user(ann), "{\"role\":\"owner\"}").status())
                    .isEqualTo(204);
            String name = site.admin().delete(USERS + user + "/data").text("auditUserId");

            var roles = site.admin().get("/api/admin/roles").json();
            assertThat(roles)
                    .singleElement()
                    .satisfies(role ->
                            assertThat(role.path("grantedBy").asString()).isEqualTo("user:" + name));
            assertThat(own.get(SESSION).status()).isEqualTo(401);
        }
    }

    @Test
    void belongsToThePersonOfTheFirstInvitation() {
        try (Site site = Site.withConsole(folder, "deny")) {
            String link = site.server().firstInvitation().orElseThrow().link().toString();
            site.server().firstInvitation().orElseThrow();

            assertThat(site.admin().get("/api/admin/roles").json())
                    .singleElement()
                    .satisfies(role -> {
                        assertThat(role.path("role").asString()).isEqualTo("owner");
                        assertThat(role.path("grantedBy").asString()).isEqualTo("cli");
                    });
            assertThat(link).contains("invitation=");
        }
    }

    @Test
    void isNotThereUnlessItIsOn() {
        try (Site site = Site.open(folder)) {
            assertThat(site.admin().post(SESSION, "{}").status()).isEqualTo(404);
            assertThat(site.admin().get("/api/admin/roles").status()).isEqualTo(404);
        }
    }
}
