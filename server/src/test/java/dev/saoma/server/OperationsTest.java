package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.emulator.WeChatEmulator;
import dev.saoma.emulator.world.Sample;
import dev.saoma.server.element.ElementsMode;
import dev.saoma.server.setting.Configuration;
import dev.saoma.server.setting.ServerSettings;
import dev.saoma.testing.Eventually;
import dev.saoma.testing.Reply;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What operators look at: the examination, the settings and the nodes of running servers. */
@Timeout(180)
class OperationsTest {
    private static final String DOCTOR = "/api/admin/doctor";
    private static final String NODES = "/api/admin/nodes";

    @TempDir
    private Path folder;

    private static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    private static JsonNode examined(Browser admin) throws Exception {
        assertThat(admin.get(DOCTOR).json().path("at").isNull()).isTrue();
        Reply begun = admin.post(DOCTOR, "{}");
        assertThat(begun.status()).isEqualTo(202);
        assertThat(begun.json().path("isRunning").asBoolean()).isTrue();
        assertThat(admin.post(DOCTOR, "{}").status())
                .as("it runs, or has just run")
                .isIn(202, 429);
        Eventually.holds(
                "the examination",
                () -> !admin.get(DOCTOR).json().path("isRunning").asBoolean());
        assertThat(admin.post(DOCTOR, "{}").code()).isEqualTo("rate_limited");
        return admin.get(DOCTOR).json();
    }

    @Test
    void examinesItselfInBothLanguages() throws Exception {
        try (Site site = Site.withConsole(folder)) {
            Site.instance(folder, "Broken", Sample.APP.appid(), "0".repeat(32), "deny");

            JsonNode examination = examined(site.admin());

            assertThat(examination.path("at").asString()).startsWith("20");
            List<JsonNode> findings = list(examination.path("findings"));
            assertThat(findings)
                    .extracting(finding -> finding.path("check").asString())
                    .contains("java", "database", "schema", "wechat-api", "code")
                    .doesNotContain("port", "management", "nodes", "check");
            assertThat(findings)
                    .filteredOn(finding -> finding.path("level").asString().equals("fail"))
                    .extracting(finding -> finding.path("check").asString() + " "
                            + finding.path("fix").path("zh").asString())
                    .containsExactly("code 请重新复制：它属于其他应用，或已被重置");
            assertThat(findings)
                    .allMatch(finding ->
                            !finding.path("what").path("en").asString().isEmpty());
            assertThat(examination.toString()).doesNotContain(Site.ADMIN_KEY, Sample.APP.secret(), "0".repeat(32));
            assertThat(site.browser().login(site.code("alice")).status())
                    .as("it goes on")
                    .isEqualTo(201);
        }
    }

    @Test
    void examinesTheDatabaseServerThatItUses() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site site = Site.withConsole(folder.resolve("site"), database.store())) {
            assertThat(list(examined(site.admin()).path("findings")))
                    .filteredOn(finding -> List.of("database", "schema", "clock")
                            .contains(finding.path("check").asString()))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(finding -> finding.path("level").asString().equals("ok"));
        }
    }

    @Test
    void showsEachSettingWithItsSourceAndNoSecret() throws Exception {
        Site.write(folder.resolve("app/app.json"), "{\"appId\":\"test.Shop\"}");
        Site.write(folder.resolve("saoma.properties"), """
                # first
                saoma.mode = development
                saoma.port=0
                saoma.console: public
                saoma.wechat.proxy=http://user:CANARY_proxy@127.0.0.1:1
                saoma.store.migrate=true
                """);
        Map<String, String> environment = Map.of(
                "SAOMA_ADMIN_KEY", Site.ADMIN_KEY,
                "SAOMA_LOGIN_ATTEMPT", "15m",
                "SAOMA_ALLOWED_ORIGIN", "https://CANARY.example");
        Map<String, String> commandLine = Map.of(
                "saoma.app", folder.resolve("app").toString(),
                "saoma.data", folder.resolve("data").toString());
        Configuration configuration =
                Configuration.of(commandLine, environment, Optional.of(folder.resolve("saoma.properties")));
        try (SaomaServer server = SaomaServer.start(ServerSettings.read(configuration), Clock.systemUTC())) {
            var admin = new Browser(server.publicUrl());
            admin.with("Authorization: Bearer " + Site.ADMIN_KEY);

            Reply reply = admin.get("/api/admin/settings");

            var settings = new HashMap<String, String>();
            list(reply.json())
                    .forEach(row -> settings.put(
                            row.path("key").asString(),
                            row.path("value").asString("-") + " "
                                    + row.path("default").asString("-") + " "
                                    + row.path("source").asString() + " "
                                    + row.path("where").asString("-")));
            String file = folder.resolve("saoma.properties").toString();
            assertThat(settings)
                    .containsEntry("saoma.mode", "development production file " + file + ":2")
                    .containsEntry("saoma.console", "public off file " + file + ":4")
                    .containsEntry("saoma.login.attempt", "15m 20m environment SAOMA_LOGIN_ATTEMPT")
                    .containsEntry("saoma.app", folder.resolve("app") + " app command line -")
                    .containsEntry("saoma.login.invitation", "- 24h default -")
                    .containsEntry("saoma.admin-key", "- - environment SAOMA_ADMIN_KEY")
                    .containsEntry("saoma.wechat.proxy", "- - file " + file + ":5")
                    .containsEntry("SAOMA_ALLOWED_ORIGIN", "- - environment SAOMA_ALLOWED_ORIGIN")
                    .hasSize(Configuration.KEYS.size() + 1);
            assertThat(list(reply.json()))
                    .filteredOn(row -> row.path("isSecret").asBoolean()
                            && row.path("isSet").asBoolean()
                            && row.path("isKnown").asBoolean())
                    .extracting(row -> row.path("key").asString())
                    .containsExactlyInAnyOrder("saoma.admin-key", "saoma.wechat.proxy");
            assertThat(reply.body()).doesNotContain("CANARY");
        }
    }

    @Test
    void listsItselfAndNamesAVariableThatItLacks() throws Exception {
        try (Site site = Site.withConsole(folder)) {
            Eventually.holds("the node", () -> site.admin().get(NODES).json().size() == 1);
            JsonNode node = site.admin().get(NODES).json().path(0);

            assertThat(node.path("isAlive").asBoolean()).isTrue();
            assertThat(node.path("health").asString()).isEqualTo("UP");
            assertThat(node.path("database").asString()).startsWith("SQLite 3");
            assertThat(node.path("elementStamp").asString()).matches("[0-9a-f]{16}");
            assertThat(node.path("clockDifferenceMs").asLong()).isZero();
            assertThat(node.path("missingVariables")).isEmpty();
            Site.instance(folder, "Later", "wx0123456789abcdef", "{{SAOMA_TEST_NOT_SET}}", "deny");
            Eventually.holds(
                    "the variable",
                    () -> site.admin()
                                    .get(NODES)
                                    .json()
                                    .path(0)
                                    .path("missingVariables")
                                    .size()
                            == 1);
            assertThat(site.admin()
                            .get(NODES)
                            .json()
                            .path(0)
                            .path("missingVariables")
                            .path(0)
                            .asString())
                    .isEqualTo("SAOMA_TEST_NOT_SET");
            assertThat(site.admin().get(NODES).body()).doesNotContain(Sample.APP.secret());
        }
    }

    /** As when another node, on which the variable is set, has saved it. */
    @Test
    void examinesLoginMethodsInTheDatabase() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site site = Site.withConsole(folder.resolve("site"), database.store(), ElementsMode.DATABASE)) {
            String portal = "/api/admin/elements/auths.loginTypes.Portal";
            Reply created =
                    site.admin().put(portal, """
                    {"type":"auths.loginTypes.WeChatType","title":"Portal","appId":"%s","isActive":true,
                     "secret":{"typed":"%s"}}""".formatted(Sample.APP.appid(), "0".repeat(32)), "If-None-Match: *");
            assertThat(created.status()).as(created.body()).isEqualTo(201);

            assertThat(list(examined(site.admin()).path("findings")))
                    .filteredOn(finding -> finding.path("level").asString().equals("fail"))
                    .extracting(finding -> finding.path("what").path("en").asString())
                    .singleElement()
                    .asString()
                    .startsWith("Portal: ");

            execute(database, """
                    UPDATE saoma_element SET business = regexp_replace(business, 'sealed:[^"]*', '{{SAOMA_TEST_NOT_SET}}'),
                     e_json = regexp_replace(e_json, 'sealed:[^"]*', '{{SAOMA_TEST_NOT_SET}}')""");
            execute(database, "UPDATE saoma_element SET version = version + 1 WHERE full_name = ''");
            Eventually.holds(
                    "the variable",
                    () -> site.admin()
                            .get(NODES)
                            .json()
                            .path(0)
                            .path("missingVariables")
                            .toString()
                            .equals("[\"SAOMA_TEST_NOT_SET\"]"));
            Eventually.holds(
                    "another examination", () -> site.admin().post(DOCTOR, "{}").status() == 202);
            Eventually.holds(
                    "the fault", () -> site.admin().get(DOCTOR).body().contains("variable SAOMA_TEST_NOT_SET"));
        }
    }

    private static void execute(DatabaseServer.Running database, String statement) throws Exception {
        try (var jdbc = DriverManager.getConnection(
                        database.store().url(), database.store().user(), "");
                var sql = jdbc.createStatement()) {
            assertThat(sql.executeUpdate(statement)).isPositive();
        }
    }

    @Test
    void listsAllNodesAndWhichAreAlive() throws Exception {
        try (var database = DatabaseServer.POSTGRESQL.run(folder);
                Site one = Site.withConsole(folder.resolve("one"), database.store())) {
            Path other = folder.resolve("two");
            Site.instance(other, "Second", "wx0123456789abcdef", "0".repeat(32), "deny");
            try (Site two = Site.withConsole(other, database.store())) {
                Eventually.holds("both", () -> two.admin().get(NODES).json().size() == 2);
                assertThat(list(one.admin().get(NODES).json()))
                        .allMatch(node -> node.path("isAlive").asBoolean())
                        .allMatch(node -> node.path("database").asString().startsWith("PostgreSQL"))
                        .extracting(node -> node.path("elementStamp").asString())
                        .doesNotHaveDuplicates();
            }
            assertThat(one.admin().get(NODES).json())
                    .as("it was stopped in order")
                    .hasSize(1);

            String killed = killed(database);
            JsonNode gone = list(one.admin().get(NODES).json()).stream()
                    .filter(node -> node.path("node").asString().equals(killed))
                    .findFirst()
                    .orElseThrow();
            assertThat(gone.path("isAlive").asBoolean()).isFalse();
            age(database, killed, 61 * 60);
            Eventually.holds(
                    "it is forgotten", () -> one.admin().get(NODES).json().size() == 1);
        }
    }

    /** Kills a node, and lets half a minute pass for its row alone. Returns its name. */
    private String killed(DatabaseServer.Running database) throws Exception {
        Path child = folder.resolve("child");
        Site.write(child.resolve("app/app.json"), "{\"appId\":\"test.App\"}");
        try (WeChatEmulator wechat = WeChatEmulator.start();
                ServingChild node = ServingChild.start(
                        child,
                        Map.of(
                                "saoma.mode", "development",
                                "saoma.port", "0",
                                "saoma.management.port", "0",
                                "saoma.console", "public",
                                "saoma.app", child.resolve("app").toString(),
                                "saoma.data", child.resolve("data").toString(),
                                "saoma.wechat.api-url", wechat.baseUrl(),
                                "saoma.store.url", database.store().url(),
                                "saoma.store.user", database.store().user()))) {
            Eventually.holds("the child", () -> names(database).size() == 2);
            node.close();
        }
        String killed = names(database).get(0);
        age(database, killed, 31);
        return killed;
    }

    /** Returns the nodes, the one that started last first. */
    private static List<String> names(DatabaseServer.Running database) throws Exception {
        try (var jdbc = DriverManager.getConnection(
                        database.store().url(), database.store().user(), "");
                var statement = jdbc.createStatement();
                var rows = statement.executeQuery("SELECT node FROM saoma_node ORDER BY started_at DESC")) {
            var names = new ArrayList<String>();
            while (rows.next()) {
                names.add(rows.getString(1));
            }
            return names;
        }
    }

    private static void age(DatabaseServer.Running database, String node, int seconds) throws Exception {
        try (var jdbc = DriverManager.getConnection(
                        database.store().url(), database.store().user(), "");
                var statement = jdbc.prepareStatement("UPDATE saoma_node SET seen_at = seen_at - ? WHERE node = ?")) {
            statement.setLong(1, seconds * 1000L);
            statement.setString(2, node);
            assertThat(statement.executeUpdate()).isEqualTo(1);
        }
    }
}
