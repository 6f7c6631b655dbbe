package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.server.DoctorFixture.Answer;
import dev.saoma.server.DoctorFixture.Line;
import dev.saoma.store.sql.SqlStore;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The doctor finds each mistake in files and settings, and names its fix. It finds none in a valid configuration. */
class DoctorTest extends DoctorOnEmulator {
    @Test
    void findsNothingWrongWithASoundConfiguration() {
        doctor.development();

        Answer answer = doctor.run();

        assertThat(answer.lines())
                .as(answer.printed())
                .hasSizeGreaterThan(12)
                .allMatch(line -> line.level().equals("ok"));
        assertThat(answer.exit()).isZero();
    }

    /** The only findings: WeChat is the emulator, and the public address does not resolve. */
    @Test
    void findsInProductionNothingWrongButTheEmulator() {
        Answer answer = doctor.run();

        assertThat(answer.levels("fail")).containsExactly("emulator");
        assertThat(answer.levels("warn")).containsExactly("public-url");
        assertThat(answer.exit()).isEqualTo(1);
    }

    @Test
    void saysTheSameToPeopleAndToPrograms() {
        doctor.settings.remove("saoma.trusted-proxies");
        String forPeople = doctor.runAsText();
        JsonNode report = JsonMapper.builder().build().readTree(doctor.run().printed());

        assertThat(report.path("status").asString()).isEqualTo("fail");
        assertThat(report.path("findings")).hasSizeGreaterThan(12).allSatisfy(one -> {
            for (String member : List.of("what", "fix")) {
                assertThat(forPeople)
                        .contains(one.path(member).path("en").asString(""))
                        .contains(one.path(member).path("zh-CN").asString(""));
            }
        });
        assertThat(forPeople.lines().toList())
                .anyMatch(line -> line.startsWith("warn  proxy"))
                .anyMatch(line -> line.contains("fix:  set saoma.trusted-proxies"))
                .anyMatch(line -> line.contains("saoma.trusted-proxies 为空"));
    }

    @Test
    void findsASettingThatCannotBeRead() {
        doctor.settings.put("saoma.public-url", "http://" + DoctorFixture.HOST);
        Answer answer = doctor.run();

        assertThat(answer.exit()).isEqualTo(78);
        assertThat(answer.wrong("fail", "configuration").what()).contains("saoma.public-url", "https");
    }

    @Test
    void findsTheEmulatorInTheSettings() {
        doctor.settings.put("saoma.wechat.api-url", wechat.baseUrl());
        Answer answer = doctor.run();

        assertThat(answer.exit()).isEqualTo(78);
        assertThat(answer.wrong("fail", "configuration").what()).contains("saoma.wechat.api-url");
    }

    @Test
    void findsAVariableThatIsMisspelt() {
        doctor.environment.put("SAOMA_STORE_URI", "jdbc:postgresql://db.example/saoma");
        Line line = doctor.run().wrong("warn", "environment");

        assertThat(line.what()).contains("SAOMA_STORE_URI");
        assertThat(line.fix()).contains("docs/operations.md");
    }

    @Test
    void findsAPlaceholderThatNothingFills() {
        doctor.environment.remove("WECHAT_APP_SECRET");
        Line line = doctor.run().wrong("fail", "app");

        assertThat(line.what()).contains("MyWeChatLogin.json", "WECHAT_APP_SECRET", "not set; set it");
    }

    @Test
    void findsAnAppWithoutALogin() throws Exception {
        doctor.settings.put("saoma.app", folder.resolve("empty").toString());
        Site.write(folder.resolve("empty/app.json"), "{\"appId\":\"test.Empty\"}");

        assertThat(doctor.run().wrong("fail", "app").fix()).contains("e.json");
    }

    @ParameterizedTest
    @CsvSource({
        "5a0a5a0a5a0a5a0a5a0a5a0a00000001, example, open.weixin.qq.com",
        "your-app-secret, example, open.weixin.qq.com",
        "00000000000000000000000000000000, example, open.weixin.qq.com",
        "0123456789abcdef0123456789abcde, 31 characters, whole secret"
    })
    void findsASecretThatIsNone(String secret, String what, String fix) {
        doctor.environment.put("WECHAT_APP_SECRET", secret);
        Answer answer = doctor.run();
        Line line = answer.wrong("fail", "app-secret");

        assertThat(line.what()).contains(what);
        assertThat(line.fix()).contains(fix);
        assertThat(answer.printed()).doesNotContain(secret);
    }

    @Test
    void findsTheSamplesAppId() {
        doctor.instance("MyWeChatLogin", "wx5a0a5a0a00000001", "{{WECHAT_APP_SECRET}}");

        assertThat(doctor.run().wrong("fail", "app-id").fix()).contains("AppID", "open.weixin.qq.com");
    }

    @Test
    void findsAnAppIdOfAnotherForm() {
        doctor.instance("MyWeChatLogin", "gh_0123456789ab", "{{WECHAT_APP_SECRET}}");

        assertThat(doctor.run().wrong("warn", "app-id").fix()).contains("wx and 16");
    }

    @ParameterizedTest
    @CsvSource({
        "https://login.example.com:8443, port 8443",
        "https://203.0.113.7, not a public domain",
        "https://intranet, not a public domain"
    })
    void findsAnAddressThatCanBeNoCallbackDomain(String url, String what) {
        doctor.settings.put("saoma.public-url", url);
        Line line = doctor.run().wrong("fail", "callback-domain");

        assertThat(line.what()).contains(what);
        assertThat(line.fix()).contains("saoma.public-url");
    }

    @Test
    void saysWhatToTypeAsCallbackDomain() {
        assertThat(doctor.run().lines())
                .anyMatch(line -> line.check().equals("callback-domain")
                        && line.what().startsWith("set login.example.com as callback domain"));
    }

    @Test
    void findsASecondDomain() {
        doctor.settings.put("saoma.redirect-uris", "https://shop.example.com/wechat");

        assertThat(doctor.run().wrong("warn", "callback-domain").fix()).contains("one callback domain");
    }

    @Test
    void findsAPublicAddressThatIsThisMachine() {
        doctor.settings.put("saoma.public-url", "http://localhost:8080");

        assertThat(doctor.run().wrong("fail", "configuration").what()).contains("saoma.public-url", "https");
    }

    @Test
    void findsThatNoProxyIsNamed() {
        doctor.settings.remove("saoma.trusted-proxies");

        assertThat(doctor.run().wrong("warn", "proxy").fix()).contains("saoma.trusted-proxies");
    }

    @Test
    void findsAnOriginOnThisMachine() {
        doctor.settings.put("saoma.allowed-origins", "http://localhost:5173");

        assertThat(doctor.run().wrong("fail", "origins").fix()).contains("saoma.allowed-origins");
    }

    @Test
    void findsAnOriginThatNeedsNoLeave() {
        doctor.settings.put("saoma.allowed-origins", "https://" + DoctorFixture.HOST);

        assertThat(doctor.run().wrong("warn", "origins").fix()).contains("take it out");
    }

    @Test
    void findsAnAdministratorsKeyThatCanBeGuessed() {
        doctor.environment.put("SAOMA_ADMIN_KEY", "01234567".repeat(5));

        assertThat(doctor.run().wrong("fail", "configuration").what())
                .contains("saoma.admin-key", "repeats a shorter text", "openssl rand -hex 32");
    }

    @Test
    void saysHowAdministratorsSignIn() throws Exception {
        assertThat(keyLine()).doesNotContain("there is none");
        doctor.environment.remove("SAOMA_ADMIN_KEY");
        assertThat(keyLine()).contains("is off");
        doctor.settings.put("saoma.console", "public");
        assertThat(keyLine()).contains("scan alone");
    }

    @Test
    void looksAtThePortOfTheConsole() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            doctor.settings.put("saoma.console", String.valueOf(taken.getLocalPort()));
            Line line = doctor.run().wrong("fail", "console");
            assertThat(line.what()).contains("127.0.0.1:" + taken.getLocalPort());
            assertThat(line.fix()).contains("saoma.console");
        }
        assertThat(doctor.run().lines())
                .filteredOn(line -> line.check().equals("console"))
                .singleElement()
                .satisfies(line -> assertThat(line.what())
                        .contains("open http://localhost:" + doctor.settings.get("saoma.console") + "/console"));
        doctor.settings.put("saoma.console-host", "0.0.0.0");
        assertThat(doctor.run().wrong("warn", "console").fix()).contains("firewall", "saoma.console-host");
    }

    private String keyLine() throws Exception {
        return doctor.run().lines().stream()
                .filter(line -> line.check().equals("admin-key"))
                .map(DoctorFixture.Line::what)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "saoma.session.idle, 13h, shorter",
        "saoma.session.absolute, 60d, 12h",
        "saoma.session.recent, 2h, 10m",
        "saoma.login.attempt, 1m, 20m"
    })
    void findsALifeThatIsTooLongOrTooShort(String key, String value, String fix) {
        doctor.settings.put(key, value);
        Line line = doctor.run().wrong("warn", "lives");

        assertThat(line.what()).contains(key);
        assertThat(line.fix()).contains(fix);
    }

    @Test
    void refusesACacheThatWouldEndSessionsInUse() {
        doctor.settings.put("saoma.session.cached", "30m");

        assertThat(doctor.run().wrong("fail", "configuration").what())
                .contains("saoma.session.cached", "saoma.session.idle");
    }

    @Test
    void findsAPortThatSomethingElseHas() throws Exception {
        try (var other = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            doctor.settings.put("saoma.host", "127.0.0.1");
            doctor.settings.put("saoma.port", String.valueOf(other.getLocalPort()));

            assertThat(doctor.run().wrong("fail", "port").fix()).contains("saoma.port");
        }
    }

    @Test
    void findsAManagementPortForEverybody() {
        doctor.settings.put("saoma.management.port", "9091");
        doctor.settings.put("saoma.management.host", "0.0.0.0");

        assertThat(doctor.run().wrong("warn", "management").fix()).contains("firewall", "saoma.management.host");
    }

    @Test
    void findsADataFolderThatIsNone() throws Exception {
        Files.delete(doctor.data());
        Files.writeString(doctor.data(), "a file");

        assertThat(doctor.run().wrong("fail", "folders").fix()).contains("saoma.data");
    }

    @Test
    void findsADataFolderForEverybody() throws Exception {
        Files.setPosixFilePermissions(doctor.data(), PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThat(doctor.run().wrong("warn", "folders").fix()).contains("chmod 700");
    }

    @Test
    void findsASecretInAFileForEverybody() throws Exception {
        Path file = Files.writeString(folder.resolve("key"), DoctorFixture.ADMIN_KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        doctor.environment.remove("SAOMA_ADMIN_KEY");
        doctor.settings.put("saoma.admin-key-file", file.toString());

        assertThat(doctor.run().wrong("fail", "folders").fix()).isEqualTo("chmod 600 " + file);
    }

    @ParameterizedTest
    @CsvSource({"50, 100, fail", "500, 1000, warn", "4000, 100000, warn"})
    void findsAFullDisk(long megabytes, long of, String level) {
        doctor.space = megabytes << 20;
        doctor.disk = of << 20;

        assertThat(doctor.run().wrong(level, "disk").fix()).contains("make room");
    }

    @Test
    void findsAnOldJava() {
        doctor.java = 17;

        assertThat(doctor.run().wrong("warn", "java").fix()).contains("Java 21");
    }

    @Test
    void findsASecondNodeOnOneFile() {
        try (var other = SqliteDatabase.open(doctor.data().resolve("saoma.db"))) {
            assertThat(other.load().connections()).isPositive();
            assertThat(doctor.run().wrong("fail", "nodes").fix()).contains("saoma.store.url");
        }
    }

    @Test
    void findsDamagedPages() throws Exception {
        Path file = doctor.data().resolve("saoma.db");
        try (var database = SqliteDatabase.open(file)) {
            database.write(handle -> handle.execute("CREATE TABLE t (b BLOB)"));
            database.write(handle -> handle.execute("INSERT INTO t VALUES (zeroblob(100000))"));
            database.write(handle -> handle.execute("INSERT INTO t VALUES ('x'), ('y')"));
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(4096);
            bytes.write("damaged ".repeat(512).getBytes(StandardCharsets.US_ASCII));
        }

        assertThat(doctor.run().wrong("fail", "database").what()).contains("damaged pages");
    }

    @Test
    void findsAFileThatIsNoDatabase() throws Exception {
        Files.writeString(doctor.data().resolve("saoma.db"), "no database ".repeat(100));

        assertThat(doctor.run().wrong("fail", "database").fix()).contains("backup");
    }

    @Test
    void findsTablesOfANewerRelease() {
        try (var database = SqliteDatabase.open(doctor.data().resolve("saoma.db"))) {
            SqlStore.open(database, true);
            database.write(handle -> handle.execute("INSERT INTO saoma_schema_history (installed_rank, version,"
                    + " description, type, script, checksum, installed_by, installed_on, execution_time, success) VALUES"
                    + " (99, '99', 'later', 'SQL', 'V99__later.sql', 1, 'x', '2027-01-01 00:00:00.000', 1, 1)"));
        }

        assertThat(doctor.run().wrong("fail", "schema").fix()).contains("newer one");
    }

    @Test
    void findsTablesThatNobodyMakes() {
        SqliteDatabase.open(doctor.data().resolve("saoma.db")).close();
        doctor.settings.put("saoma.store.migrate", "false");

        assertThat(doctor.run().wrong("fail", "schema").fix()).contains("saoma.store.migrate");
    }

    @Test
    void changesNothingInTheDatabase() {
        Path file = doctor.data().resolve("saoma.db");
        SqliteDatabase.open(file).close();
        doctor.run();

        try (var database = SqliteDatabase.open(file)) {
            assertThat(database.<Integer>read(
                            handle -> handle.first("SELECT count(*) FROM sqlite_master", row -> row.getInt(1))
                                    .orElseThrow()))
                    .isZero();
        }
    }
}
