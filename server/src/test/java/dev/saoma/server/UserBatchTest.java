package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.world.User;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** One change of many users: each has a result of its own. */
class UserBatchTest {
    private static final String USERS = "/api/admin/users";

    @TempDir
    private static Path folder;

    private static Site site;
    private static Browser admin;

    @BeforeAll
    static void open() {
        site = Site.open(folder);
        admin = site.admin();
        admin.post("/api/admin/corps", "{\"corpId\":\"acme\",\"corpName\":\"Acme\"}");
    }

    @AfterAll
    static void close() {
        site.close();
    }

    private static Reply batch(String action, String more, List<String> users) {
        String ids = users.stream().map(user -> "\"" + user + "\"").collect(Collectors.joining(","));
        return admin.post(USERS + "/batch", "{\"action\":\"" + action + "\"" + more + ",\"userIds\":[" + ids + "]}");
    }

    private static void create(String... users) {
        for (String user : users) {
            admin.post(USERS, "{\"userId\":\"" + user + "\"}");
        }
    }

    private static boolean isActive(String user) {
        return admin.get(USERS + "/" + user).json().path("isActive").asBoolean();
    }

    @Test
    void changesTheOthersWhenOneIsMissing() {
        create("b1", "b2");

        Reply disabled = batch("disable", "", List.of("b1", "nobody", "b2", "b1"));

        assertThat(disabled.status()).isEqualTo(200);
        assertThat(disabled.json()).hasSize(3);
        assertThat(disabled.json().path(0).toString()).isEqualTo("{\"userId\":\"b1\",\"error\":null}");
        JsonNode error = disabled.json().path(1).path("error");
        assertThat(error.path("code").asString()).isEqualTo("not_found");
        assertThat(error.path("title").asString()).isNotEmpty();
        assertThat(List.of(isActive("b1"), isActive("b2"))).containsExactly(false, false);
        assertThat(batch("enable", "", List.of("b2")).status()).isEqualTo(200);
        assertThat(List.of(isActive("b1"), isActive("b2"))).containsExactly(false, true);
    }

    @Test
    void endsTheSessionsOfEach() {
        Browser ann = site.browser();
        site.wechat().put(User.named("Ann", "Ann"));
        assertThat(ann.login(site.code("Ann")).status()).isEqualTo(201);
        String user = ann.session().json().path("user").path("userId").asString();
        assertThat(admin.get(USERS + "/" + user + "/sessions").json()).hasSize(1);

        batch("endSessions", "", List.of(user));

        assertThat(admin.get(USERS + "/" + user + "/sessions").json()).isEmpty();
    }

    @Test
    void addsToAnOrganisation() {
        create("c1", "c2");

        batch("addToCorp", ",\"corpId\":\"acme\"", List.of("c1", "c2", "nobody"));
        Reply missing = batch("addToCorp", ",\"corpId\":\"none\"", List.of("c1"));

        assertThat(admin.get("/api/admin/corps/acme/members").json()).hasSize(2);
        assertThat(missing.json().path(0).path("error").path("code").asString()).isEqualTo("not_found");
    }

    @Test
    void isAuditedUserByUser() {
        create("d1", "d2");
        batch("disable", "", List.of("d1", "d2"));

        for (String user : List.of("d1", "d2")) {
            JsonNode newest =
                    admin.get("/api/admin/audit?userId=" + user).json().path(0);
            assertThat(newest.path("actor").asString()).isEqualTo("key");
            assertThat(newest.path("note").asString()).contains("disabled");
        }
    }

    @Test
    void takesOneHundredUsersAndNoMore() {
        List<String> users = IntStream.range(0, 101).mapToObj(i -> "h" + i).toList();

        assertThat(batch("disable", "", users.subList(0, 100)).json()).hasSize(100);
        assertThat(batch("disable", "", users).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"action\":\"disable\"}",
                "{\"action\":\"disable\",\"userIds\":[]}",
                "{\"action\":\"disable\",\"userIds\":\"b1\"}",
                "{\"action\":\"disable\",\"userIds\":[7]}",
                "{\"action\":\"disable\",\"userIds\":[\"\"]}",
                "{\"action\":\"delete\",\"userIds\":[\"b1\"]}",
                "{\"action\":\"addToCorp\",\"userIds\":[\"b1\"]}",
                "{\"action\":\"disable\",\"corpId\":\"acme\",\"userIds\":[\"b1\"]}",
                "{\"userIds\":[\"b1\"]}"
            })
    void refusesABodyOfAnotherForm(String body) {
        assertThat(admin.post(USERS + "/batch", body).status()).isEqualTo(400);
    }
}
