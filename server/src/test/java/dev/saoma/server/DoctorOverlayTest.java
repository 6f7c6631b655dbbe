package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.Database;
import dev.saoma.database.SqliteDatabase;
import dev.saoma.emulator.world.App;
import dev.saoma.emulator.world.Sample;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.server.DoctorFixture.Answer;
import dev.saoma.server.DoctorFixture.Line;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor examines login methods in the database as it does those in the folder. */
class DoctorOverlayTest extends DoctorOnEmulator {
    private static final String PORTAL = "auths.loginTypes.Portal";
    private static final String APP_ID = "wx00000000000000ab";
    private static final String SECRET = "fedcba9876543210fedcba9876543210";

    @BeforeEach
    void useTheDatabase() {
        doctor.development();
        doctor.settings.put("saoma.elements", "database");
        wechat.put(App.website(APP_ID, SECRET, "Portal", Sample.ACCOUNT, "localhost"));
    }

    private Database database() {
        return SqliteDatabase.open(doctor.data().resolve("saoma.db"));
    }

    private static void store(Database database, String fullName, String secret) {
        ServedApp.schema(database);
        database.migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        String name = fullName.substring(fullName.lastIndexOf('.') + 1);
        database.write(sql -> {
            sql.execute(
                    "INSERT INTO saoma_element (full_name, e_json, business_name, business, version, changed_at, changed_by)"
                            + " VALUES (?, ?, ?, ?, 1, 0, 'key')",
                    fullName,
                    "{\"type\":\"auths.loginTypes.WeChatType\",\"title\":\"Portal\"}",
                    name + ".json",
                    "{\"authConfig\":{\"appId\":\"%s\",\"appSecret\":\"%s\"}}".formatted(APP_ID, secret));
            return sql.execute("UPDATE saoma_element SET version = 1 WHERE full_name = ''");
        });
    }

    private void store(String fullName, String secret) {
        try (Database database = database()) {
            store(database, fullName, secret);
        }
    }

    @Test
    void findsNothingWrongWithASoundOne() {
        doctor.environment.put("SAOMA_SEAL_KEY", Site.SEAL_KEY);
        store(PORTAL, sealed(Site.SEAL_KEY));

        Answer answer = doctor.run();

        assertThat(answer.levels("fail")).as(answer.printed()).isEmpty();
        assertThat(answer.levels("warn")).isEmpty();
        for (String check : new String[] {"app-id", "app-secret", "login-page", "code"}) {
            assertThat(answer.lines())
                    .as(check)
                    .anyMatch(line -> line.check().equals(check) && line.what().startsWith("Portal: "))
                    .anyMatch(line -> line.check().equals(check) && line.what().startsWith("MyWeChatLogin: "));
        }
    }

    /** The folder's login method of the name is not examined, since it is not in use. */
    @Test
    void examinesTheOverrideOfTheFolders() {
        doctor.environment.remove("WECHAT_APP_SECRET");
        assertThat(doctor.run().wrong("fail", "app").what()).contains("WECHAT_APP_SECRET");

        store("auths.loginTypes.MyWeChatLogin", "0".repeat(32));

        Answer answer = doctor.run();
        assertThat(answer.levels("fail")).as(answer.printed()).containsExactly("code");
        assertThat(answer.wrong("fail", "code").fix()).contains("copy");
    }

    @Test
    void findsAVariableThatIsNotSet() {
        store(PORTAL, "{{PORTAL_SECRET}}");

        Line line = doctor.run().wrong("fail", "app");

        assertThat(line.what()).contains("saoma.Console: auths/loginTypes/Portal/Portal.json", "PORTAL_SECRET");
        assertThat(line.fix()).contains("console", "saoma elements apply");
        doctor.environment.put("PORTAL_SECRET", SECRET);
        assertThat(doctor.run().levels("fail")).isEmpty();
    }

    @Test
    void findsAKeyThatIsMissing() {
        String key = "0b1c2d3e4f5a69788796a5b4c3d2e1f0".repeat(2);
        store(PORTAL, sealed(key));

        assertThat(doctor.run().wrong("fail", "app").what()).contains("Portal", "set saoma.seal-key");
        doctor.environment.put("SAOMA_SEAL_KEY", Site.SEAL_KEY);
        assertThat(doctor.run().wrong("fail", "app").what()).contains("Portal", "add it there as a former key");
        doctor.environment.put("SAOMA_SEAL_KEY", Site.SEAL_KEY + "," + key);
        assertThat(doctor.run().levels("fail")).isEmpty();
    }

    @Test
    void leavesThemAloneWhereTheyAreNotInUse() {
        store(PORTAL, "{{PORTAL_SECRET}}");
        doctor.settings.put("saoma.elements", "folder");

        assertThat(doctor.run().levels("fail")).isEmpty();
    }

    /** Neither before the first start, nor with the tables of an earlier release. */
    @Test
    void expectsNoTablesBeforeTheyAreThere() {
        assertThat(doctor.run().levels("warn")).isEmpty();
        database().close();

        Answer answer = doctor.run();

        assertThat(answer.levels("warn")).as(answer.printed()).isEmpty();
        assertThat(answer.levels("fail")).isEmpty();
    }

    @Test
    void saysWhenItCannotReadThem() {
        try (Database inUse = database()) {
            store(inUse, PORTAL, "{{PORTAL_SECRET}}");

            Line line = doctor.run().wrong("warn", "app");

            assertThat(line.what()).contains("in use");
            assertThat(line.fix()).contains("/api/admin/doctor");
        }
        doctor.settings.put("saoma.store.url", "jdbc:postgresql://127.0.0.1:1/saoma");
        assertThat(doctor.run().levels("warn")).contains("app");
    }

    /** The other checks have the rest of the time. */
    @Test
    void waitsForNoDatabaseThatHangs() throws Exception {
        try (var hanging = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            doctor.settings.put("saoma.store.url", "jdbc:postgresql://127.0.0.1:" + hanging.getLocalPort() + "/saoma");
            doctor.timeout = Duration.ofSeconds(12);
            long begun = System.nanoTime();

            Answer answer = doctor.run();

            assertThat(answer.wrong("warn", "app").what()).contains("login methods in the database are not examined");
            assertThat(answer.levels("fail")).containsExactly("database");
            assertThat(answer.lines())
                    .anyMatch(
                            line -> line.check().equals("code") && line.level().equals("ok"));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(17));
        }
    }

    private static String sealed(String key) {
        return SealKey.of(Secret.of(key)).seal(Secret.of(SECRET), SealKey.purpose(PORTAL, APP_ID));
    }
}
