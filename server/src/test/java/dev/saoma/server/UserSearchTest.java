package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.saoma.emulator.world.Sample;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The search over users in the administrator's API, and the filters of the list. */
class UserSearchTest {
    private static final String USERS = "/api/admin/users";

    @TempDir
    private static Path folder;

    private static Site site;
    private static Browser admin;
    private static String alice;
    private static JsonNode binding;

    @BeforeAll
    static void open() {
        site = Site.open(folder);
        admin = site.admin();
        alice = site.browser()
                .login(site.code("alice"))
                .json()
                .path("user")
                .path("userId")
                .asString();
        admin.call("PATCH", USERS + "/" + alice, "{\"nickname\":\"Alice Liddell\"}");
        admin.post(USERS, "{\"userId\":\"n1\",\"nickname\":\"Alina\"}");
        admin.post(USERS, "{\"userId\":\"n2\",\"nickname\":\"ＡＬＩＮＡ\"}");
        admin.call("PATCH", USERS + "/n2", "{\"isActive\":false}");
        binding = admin.get(USERS + "/" + alice + "/data")
                .json()
                .path("wechat")
                .path("bindings")
                .path(0);
    }

    @AfterAll
    static void close() {
        site.close();
    }

    @Test
    void findsOneUserByEachTerm() {
        String openid = binding.path("openid").asString();
        String unionid = binding.path("unionid").asString();
        for (String term : List.of(
                member("userId", alice),
                member("openid", openid),
                member("unionid", unionid),
                member("nickname", "alice l"),
                member("q", alice),
                member("q", openid),
                member("q", unionid),
                member("q", "ALICE L"))) {
            assertThat(ids(search(term))).as(term).containsExactly(alice);
        }
        assertThat(openid).isNotEmpty();
        assertThat(binding.path("appId").asString()).isEqualTo(Sample.APP.appid());
    }

    @Test
    void returnsUsersAsTheListDoes() {
        assertThat(search(member("userId", alice)).json().path("users").path(0))
                .isEqualTo(admin.get(USERS + "?userId=" + alice).json().path(0));
    }

    @Test
    void goesThroughPages() {
        Reply first = search(member("nickname", "ali") + ",\"limit\":2");
        Reply second = search(member("nickname", "ali") + ",\"limit\":2," + member("after", first.text("next")));

        assertThat(ids(first)).containsExactly(alice, "n1");
        assertThat(ids(second)).containsExactly("n2");
        assertThat(second.json().path("next").isNull()).isTrue();
    }

    @Test
    void isFilteredAsTheListIs() {
        assertThat(ids(search(member("nickname", "ali") + ",\"isActive\":false")))
                .containsExactly("n2");
        assertThat(ids(search(member("nickname", "ali") + ",\"bound\":true"))).containsExactly(alice);
        assertThat(ids(search(member("nickname", "ali") + ",\"bound\":false,\"isActive\":true")))
                .containsExactly("n1");
        assertThat(list("?isActive=false")).containsExactly("n2");
        assertThat(list("?bound=true")).containsExactly(alice);
        assertThat(list("?bound=false&limit=1")).containsExactly("n1");
        assertThat(list("?bound=false&limit=1&after=n1")).containsExactly("n2");
        assertThat(ids(search("\"bound\":false"))).containsExactly("n1", "n2");
        assertThat(list("?userId=n2&isActive=true")).isEmpty();
        assertThat(list("?userId=n2&isActive=false")).containsExactly("n2");
    }

    /** The reference is relative, since a proxy may have changed the path. */
    @Test
    void linksTheNextPageOfTheList() {
        Reply first = admin.get(USERS + "?limit=1&bound=false&isActive=true");

        assertThat(names(first.json())).containsExactly("n1");
        assertThat(first.header("Link")).isEqualTo("<?after=n1&limit=1&isActive=true&bound=false>; rel=\"next\"");
        Reply second = admin.get(USERS + "?after=n1&limit=1&isActive=true&bound=false");
        assertThat(names(second.json())).isEmpty();
        assertThat(second.header("Link")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"userId\":\"a\",\"q\":\"a\"",
                "\"nickname\":\"\"",
                "\"nickname\":\" \\u3000 \"",
                "\"nickname\":7",
                "\"nickname\":\"a\\u0000\"",
                "\"nickname\":\"\\ud800\"",
                "\"openid\":\"short\"",
                "\"openid\":\"canary canary\"",
                "\"unionid\":\"canary/canary\"",
                "\"q\":\"\\n\"",
                "\"q\":\"a\",\"limit\":0",
                "\"q\":\"a\",\"limit\":201",
                "\"q\":\"a\",\"limit\":1.5",
                "\"q\":\"a\",\"limit\":\"1\"",
                "\"q\":\"a\",\"isActive\":\"yes\"",
                "\"q\":\"a\",\"bound\":1",
                "\"q\":\"a\",\"after\":\"canary\""
            })
    void refusesABodyOfAnotherForm(String members) {
        Reply refused = search(members);

        assertThat(refused.status()).as(members).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("canary");
    }

    @Test
    void takesALongUserIdInTheBoxForAll() {
        assertThat(search(member("q", "a".repeat(128))).status()).isEqualTo(200);
        assertThat(search(member("q", "a".repeat(129))).status()).isEqualTo(400);
        assertThat(search(member("nickname", "🙂".repeat(64))).status()).isEqualTo(200);
        assertThat(search(member("nickname", "a".repeat(65))).status()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?nickname=a",
                "?openid=oAbc123",
                "?unionid=oAbc123",
                "?q=a",
                "?isActive=yes",
                "?isActive=true&isActive=false",
                "?bound=1",
                "?userId=n1&after=n0"
            })
    void refusesAListOfAnotherForm(String query) {
        assertThat(admin.get(USERS + query).status()).isEqualTo(400);
    }

    @Test
    void leavesNothingInTheLogAndTheTrail() {
        var log = new ListAppender<ILoggingEvent>();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.saoma");
        log.start();
        logger.addAppender(log);
        logger.setLevel(Level.TRACE);
        try {
            search(member("q", "canaryname"));
            search(member("openid", "canary-openid!"));
            search(member("nickname", "canary\\n"));
        } finally {
            logger.detachAppender(log);
            logger.setLevel(null);
        }

        assertThat(log.list).extracting(ILoggingEvent::getFormattedMessage).noneMatch(line -> line.contains("canary"));
        assertThat(admin.get("/api/admin/audit").body()).doesNotContain("canary");
    }

    private static String member(String name, String value) {
        return "\"" + name + "\":\"" + value + "\"";
    }

    private static Reply search(String members) {
        return admin.post(USERS + "/search", "{" + members + "}");
    }

    private static List<String> list(String query) {
        return names(admin.get(USERS + query).json());
    }

    private static List<String> ids(Reply reply) {
        assertThat(reply.status()).as(reply.body()).isEqualTo(200);
        return names(reply.json().path("users"));
    }

    private static List<String> names(JsonNode users) {
        return StreamSupport.stream(users.spliterator(), false)
                .map(user -> user.path("userId").asString())
                .toList();
    }
}
