package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The administrator's API, and its audit trail. */
class AdminApiTest {
    private static final String USERS = "/api/admin/users";
    private static final String CORPS = "/api/admin/corps";

    @TempDir
    private static Path folder;

    private static Site site;
    private static Browser admin;

    @BeforeAll
    static void open() {
        site = Site.open(folder);
        admin = site.admin();
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void makesAUserAndRenamesIt() {
        Reply made = admin.post(USERS, "{\"userId\":\"ann\",\"nickname\":\"Ann\"}");
        Reply renamed = admin.call("PATCH", USERS + "/ann", "{\"nickname\":\"Anna 安娜\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("userId")).isEqualTo("ann");
        assertThat(made.json().path("isActive").asBoolean()).isTrue();
        assertThat(renamed.status()).isEqualTo(200);
        assertThat(admin.get(USERS + "/ann").text("nickname")).isEqualTo("Anna 安娜");
        assertThat(trail("ann")).containsExactly("administered account renamed", "administered account created");
    }

    @Test
    void makesUpAnIdentifier() {
        assertThat(admin.post(USERS, "{}").text("userId")).matches("u_[0-9a-f]{24}");
    }

    @Test
    void refusesASecondUserOfOneIdentifier() {
        admin.post(USERS, "{\"userId\":\"twice\",\"nickname\":\"First\"}");

        Reply second = admin.post(USERS, "{\"userId\":\"twice\",\"nickname\":\"Second\"}");

        assertThat(second.status()).isEqualTo(400);
        assertThat(second.code()).isEqualTo("invalid_request");
        assertThat(admin.get(USERS + "/twice").text("nickname")).isEqualTo("First");
    }

    @Test
    void listsUsersByPageAndById() {
        for (String id : List.of("page1", "page2", "page3")) {
            admin.post(USERS, "{\"userId\":\"" + id + "\"}");
        }

        assertThat(names(admin.get(USERS + "?after=page0&limit=2"), "userId")).containsExactly("page1", "page2");
        assertThat(names(admin.get(USERS + "?after=page2&limit=1"), "userId")).containsExactly("page3");
        assertThat(names(admin.get(USERS + "?userId=page2"), "userId")).containsExactly("page2");
        assertThat(names(admin.get(USERS + "?userId=Page2"), "userId")).isEmpty();
    }

    @Test
    void keepsOrganisationsAndMembers() {
        admin.post(USERS, "{\"userId\":\"bea\",\"nickname\":\"Bea\"}");
        Reply made = admin.post(CORPS, "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
        Reply again = admin.post(CORPS, "{\"corpId\":\"shop\",\"corpName\":\"Shop\"}");
        int joined = admin.put(CORPS + "/shop/members/bea").status();
        int joinedAgain = admin.put(CORPS + "/shop/members/bea").status();
        admin.call("PATCH", CORPS + "/shop", "{\"corpName\":\"Tea shop\"}");

        assertThat(made.status()).isEqualTo(201);
        assertThat(again.code()).isEqualTo("invalid_request");
        assertThat(List.of(joined, joinedAgain)).containsExactly(204, 204);
        assertThat(names(admin.get(CORPS + "/shop/members"), "nickname")).containsExactly("Bea");
        assertThat(admin.get(USERS + "/bea").json().path("corpList").toString())
                .isEqualTo("[{\"corpId\":\"shop\",\"corpName\":\"Tea shop\"}]");
        assertThat(admin.delete(CORPS + "/shop/members/bea").status()).isEqualTo(204);
        assertThat(admin.delete(CORPS + "/shop/members/bea").code()).isEqualTo("not_found");
        assertThat(trail("bea"))
                .containsExactly(
                        "administered left organisation shop",
                        "administered joined organisation shop",
                        "administered account created");
    }

    @Test
    void deletesAnOrganisationWithItsMemberships() {
        admin.post(USERS, "{\"userId\":\"cat\"}");
        admin.post(CORPS, "{\"corpId\":\"gone\",\"corpName\":\"Gone\"}");
        admin.put(CORPS + "/gone/members/cat");

        assertThat(admin.delete(CORPS + "/gone").status()).isEqualTo(204);
        assertThat(admin.get(CORPS + "/gone").code()).isEqualTo("not_found");
        assertThat(admin.delete(CORPS + "/gone").status()).isEqualTo(404);
        assertThat(admin.get(USERS + "/cat").json().path("corpList")).isEmpty();
        assertThat(names(admin.get("/api/admin/audit?limit=1"), "note")).containsExactly("organisation gone deleted");
    }

    @Test
    void findsNoMembersOfOrForWhatIsNotThere() {
        admin.post(USERS, "{\"userId\":\"dan\"}");
        admin.post(CORPS, "{\"corpId\":\"there\",\"corpName\":\"There\"}");

        assertThat(admin.put(CORPS + "/there/members/nobody").code()).isEqualTo("not_found");
        assertThat(admin.put(CORPS + "/nowhere/members/dan").code()).isEqualTo("not_found");
        assertThat(admin.get(CORPS + "/nowhere/members").code()).isEqualTo("not_found");
    }

    @Test
    void showsAndEndsSessions() {
        Browser phone = site.browser();
        Browser desk = site.browser();
        String user = signIn(phone, "alice");
        signIn(desk, "alice");
        String path = USERS + "/" + user + "/sessions";
        String newest = admin.get(path).json().path(0).path("id").asString();

        assertThat(admin.get(path).json()).hasSize(2);
        assertThat(admin.delete(path + "/" + newest).status()).isEqualTo(204);
        assertThat(admin.delete(path + "/" + newest).code()).isEqualTo("not_found");
        assertThat(admin.get(path).json()).hasSize(1);
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(List.of(phone.session().status(), desk.session().status())).containsExactly(401, 401);
        assertThat(trail(user)).startsWith("sessions_ended all: 1", "sessions_ended one: 1");
    }

    @Test
    void takesTheLastBindingOnlyByForce() {
        String user = signIn(site.browser(), "wang");
        String path = USERS + "/" + user + "/bindings";

        assertThat(admin.get(path).json().path(0).path("isActive").asBoolean()).isTrue();
        assertThat(admin.post(path + "/MyWeChatLogin/unbind", "{}").code()).isEqualTo("last_login_method");
        assertThat(admin.post(path + "/MyWeChatLogin/unbind", "{\"force\":true}")
                        .json()
                        .path("success")
                        .asBoolean())
                .isTrue();
        assertThat(admin.get(path).json().path(0).path("isActive").asBoolean()).isFalse();
        assertThat(admin.get(USERS + "/" + user + "/sessions").json()).isEmpty();
        assertThat(trail(user)).startsWith("unbound ");
    }

    @Test
    void pagesTheTrailByNumber() {
        admin.post(USERS, "{\"userId\":\"eve\"}");
        admin.call("PATCH", USERS + "/eve", "{\"isActive\":false}");
        admin.call("PATCH", USERS + "/eve", "{\"isActive\":true}");
        JsonNode all = admin.get("/api/admin/audit?userId=eve").json();

        JsonNode rest = admin.get("/api/admin/audit?userId=eve&before="
                        + all.path(0).path("id").asLong() + "&limit=1")
                .json();

        assertThat(all).hasSize(3);
        assertThat(rest).containsExactly(all.path(1));
    }

    @Test
    void namesTheActorOfEachEvent() {
        String user = signIn(site.browser(), "alice");
        admin.call("PATCH", USERS + "/" + user, "{\"isActive\":false}");
        admin.call("PATCH", USERS + "/" + user, "{\"isActive\":true}");
        Browser browser = site.browser();
        signIn(browser, "alice");
        signIn(site.browser(), "alice");
        browser.delete("/api/sessions?others=true");
        String own = "user:" + user;

        assertThat(names(admin.get("/api/admin/audit?userId=" + user), "actor"))
                .startsWith(own, own, own, "key", "key", "key", own);
        assertThat(names(admin.get("/api/admin/audit?actor=key&userId=" + user), "note"))
                .startsWith("account enabled", "all: 1", "account disabled");
        assertThat(names(admin.get("/api/admin/audit?actor=" + own), "kind"))
                .startsWith("sessions_ended", "signed_in", "signed_in", "signed_in");
        assertThat(names(admin.get("/api/admin/audit?kind=sessions_ended&userId=" + user), "note"))
                .startsWith("all others: 1", "all: 1");
        admin.delete(USERS + "/" + user + "/sessions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"actor=", "actor=me", "actor=user:", "actor=user:a%20b", "kind=unknown", "kind=BOUND", "kind="})
    void refusesAFilterOfAnotherForm(String query) {
        assertThat(admin.get("/api/admin/audit?" + query).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"userId\":\"a/b\"}",
                "{\"userId\":\"\"}",
                "{\"userId\":7}",
                "{\"userId\":\"a b\"}",
                "{\"nickname\":\"two\\nlines\"}",
                "{\"nickname\":\"  \"}",
                "{\"nickname\":\"\\ud800\"}",
                "[]"
            })
    void refusesAUserOfAnotherForm(String body) {
        assertThat(admin.post(USERS, body).code()).isEqualTo("invalid_request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=201", "limit=x", "limit=1&limit=2", "after=%00", "userId=a%20b", "after=%ff"})
    void refusesAQueryOfAnotherForm(String query) {
        assertThat(admin.get(USERS + "?" + query).status()).isEqualTo(400);
    }

    @Test
    void refusesAChangeOfNothingAndAnActivityThatIsNone() {
        admin.post(USERS, "{\"userId\":\"fay\"}");

        assertThat(admin.call("PATCH", USERS + "/fay", "{}").code()).isEqualTo("invalid_request");
        assertThat(admin.call("PATCH", USERS + "/fay", "{\"isActive\":\"no\"}").code())
                .isEqualTo("invalid_request");
        assertThat(admin.call("PATCH", USERS + "/nobody", "{\"isActive\":false}")
                        .code())
                .isEqualTo("not_found");
    }

    private static String signIn(Browser browser, String person) {
        return browser.login(site.code(person))
                .json()
                .path("user")
                .path("userId")
                .asString();
    }

    private static List<String> trail(String user) {
        JsonNode events = admin.get("/api/admin/audit?userId=" + user).json();
        return StreamSupport.stream(events.spliterator(), false)
                .map(event ->
                        event.path("kind").asString() + " " + event.path("note").asString())
                .toList();
    }

    private static List<String> names(Reply answer, String member) {
        return StreamSupport.stream(answer.json().spliterator(), false)
                .map(one -> one.path(member).asString())
                .toList();
    }

    @Test
    void readsTheTrailFromAMomentOn() {
        admin.post(USERS, "{\"userId\":\"moment1\"}");
        String at = admin.get("/api/admin/audit?userId=moment1")
                .json()
                .path(0)
                .path("at")
                .asString();
        String before = Instant.parse(at).minusMillis(1).toString();

        assertThat(admin.get("/api/admin/audit?userId=moment1&until=" + at).json())
                .hasSize(1);
        assertThat(admin.get("/api/admin/audit?userId=moment1&until=" + before).json())
                .isEmpty();
        assertThat(admin.get("/api/admin/audit?until=2026-13-01T00:00:00Z").status())
                .isEqualTo(400);
        assertThat(admin.get("/api/admin/audit?until=today").status()).isEqualTo(400);
    }
}
