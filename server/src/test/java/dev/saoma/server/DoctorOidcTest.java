package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.server.DoctorFixture.Answer;
import dev.saoma.server.DoctorFixture.Line;
import dev.saoma.store.sql.SqlStore;
import dev.saoma.testing.MovableClock;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The doctor looks at the OpenID provider when it is on. */
class DoctorOidcTest extends DoctorOnEmulator {
    private static final String KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";
    private static final String OTHER = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @BeforeEach
    void turnOn() {
        doctor.settings.put("saoma.oidc", "on");
    }

    private void makeKeys(String key, Clock clock) {
        try (SqlStore store = SqlStore.open(SqliteDatabase.open(doctor.data().resolve("saoma.db")), true)) {
            store.database().migrate("dev/saoma/server/schema", "saoma_server_schema_history");
            OidcSchema.migrate(store.database());
            SigningKeys.open(store, SealKey.of(Secret.of(key)), clock).close();
        }
    }

    private static Line line(Answer answer, String check) {
        List<Line> lines = answer.lines().stream()
                .filter(line -> line.check().equals(check))
                .toList();
        assertThat(lines).as(answer.printed()).hasSize(1);
        return lines.get(0);
    }

    @Test
    void saysNothingWhenItIsOff() {
        doctor.settings.put("saoma.oidc", "off");

        assertThat(doctor.run().lines()).noneMatch(line -> line.check().startsWith("oidc"));
    }

    @Test
    void namesTheIssuerAndMakesNothingBeforeTheFirstStart() {
        Answer answer = doctor.run();

        assertThat(line(answer, "oidc").level()).isEqualTo("ok");
        assertThat(line(answer, "oidc").what()).contains("https://" + DoctorFixture.HOST + " is the issuer");
        assertThat(answer.levels("fail")).containsExactly("emulator");
        assertThat(doctor.data()).isEmptyDirectory();
    }

    @Test
    void saysWhenAnotherKeySigns() {
        doctor.settings.put("saoma.oidc.key", KEY);
        makeKeys(KEY, Clock.systemUTC());

        Answer answer = doctor.run();

        Line keys = line(answer, "oidc-keys");
        assertThat(keys.level()).isEqualTo("ok");
        assertThat(keys.what())
                .startsWith("2 signing keys")
                .contains(Instant.now().plus(Duration.ofDays(90)).toString().substring(0, 10));
        assertThat(line(answer, "schema").what()).isEqualTo("the tables are up to date");
        assertThat(answer.printed()).doesNotContain(KEY);
    }

    @Test
    void findsARotationThatDidNotHappen() {
        var clock = new MovableClock();
        clock.setBy(Duration.between(clock.instant(), Instant.now().minus(Duration.ofDays(91))));
        doctor.settings.put("saoma.oidc.key", KEY);
        makeKeys(KEY, clock);

        assertThat(doctor.run().wrong("warn", "oidc-keys").fix()).contains("start the server");
    }

    @Test
    void findsAKeyThatDoesNotOpenWhatIsStored() {
        makeKeys(KEY, Clock.systemUTC());
        doctor.settings.put("saoma.oidc.key", OTHER);
        Line changed = doctor.run().wrong("fail", "oidc-keys");
        assertThat(changed.what()).contains("does not open 2 of 2");
        assertThat(changed.fix()).contains("./saoma oidc-keys --new");

        doctor.settings.remove("saoma.oidc.key");
        assertThat(doctor.run().wrong("fail", "oidc-keys").what()).contains("is missing");
        assertThat(doctor.data().resolve("oidc.key")).doesNotExist();
    }

    @Test
    void findsAKeyFileThatEverybodyCanRead() throws Exception {
        var file = Files.writeString(doctor.data().resolve("oidc.key"), KEY);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThat(doctor.run().wrong("fail", "folders").what()).contains("oidc.key");
    }

    @Test
    void countsTheScriptsOfTheProviderThatHaveNotRun() {
        doctor.settings.put("saoma.oidc.key", KEY);
        doctor.settings.put("saoma.store.migrate", "false");
        try (SqlStore store = SqlStore.open(SqliteDatabase.open(doctor.data().resolve("saoma.db")), true)) {
            store.database().migrate("dev/saoma/server/schema", "saoma_server_schema_history");
        }

        assertThat(doctor.run().wrong("fail", "schema").what()).contains("have not run");
    }
}
