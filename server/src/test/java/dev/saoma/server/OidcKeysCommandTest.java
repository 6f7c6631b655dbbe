package dev.saoma.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.saoma.database.SqliteDatabase;
import dev.saoma.oidc.OidcSchema;
import dev.saoma.oidc.key.SigningAlgorithm;
import dev.saoma.oidc.key.SigningKeys;
import dev.saoma.secret.SealKey;
import dev.saoma.secret.Secret;
import dev.saoma.store.sql.SqlStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@code saoma oidc-keys} as an operator sees it. */
@Timeout(60)
class OidcKeysCommandTest {
    private static final String KEY = "7c0b6a1fd2934e58b1a7c3f09e8d2465aa1b5f7730c94de2816f3b0d9c47e5a2";
    private static final String LOST = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
    private static final String ISSUER = "https://login.example.com/sso";

    @TempDir
    private Path folder;

    private Path config;

    /** Exit code, standard output and standard error. */
    private record Ended(int code, String out, String errors) {}

    @BeforeEach
    void configure() throws IOException {
        config("saoma.oidc=on\nsaoma.oidc.key=" + KEY);
    }

    private void config(String more) throws IOException {
        config = Files.writeString(folder.resolve("saoma.properties"), """
                saoma.public-url=https://login.example.com
                saoma.path=/sso
                saoma.data=%s
                %s
                """.formatted(folder.resolve("data"), more));
    }

    private Ended run(String... arguments) {
        var out = new ByteArrayOutputStream();
        var errors = new ByteArrayOutputStream();
        PrintStream outBefore = System.out;
        PrintStream errorsBefore = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(errors, true, StandardCharsets.UTF_8));
            int code = Main.run(new CommandLine(new Main()), arguments);
            return new Ended(code, out.toString(StandardCharsets.UTF_8), errors.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(outBefore);
            System.setErr(errorsBefore);
        }
    }

    private Ended replace() {
        return run("oidc-keys", "--new", "--config", config.toString());
    }

    private interface Work {
        void with(SigningKeys keys);
    }

    private void withKeys(String key, Work work) {
        try (SqlStore store = SqlStore.open(SqliteDatabase.open(folder.resolve("data/saoma.db")), true)) {
            OidcSchema.migrate(store.database());
            try (SigningKeys keys = SigningKeys.open(store, SealKey.of(Secret.of(key)), Clock.systemUTC())) {
                work.with(keys);
            }
        }
    }

    @Test
    void replacesKeysOfAKeyThatIsLost() {
        var old = new StringBuilder();
        withKeys(LOST, keys -> old.append(keys.sign(SigningAlgorithm.RS256, "JWT", Map.of("sub", "ann"))));

        Ended ended = replace();

        assertThat(ended.code()).as(ended.errors()).isZero();
        assertThat(ended.out())
                .contains("no more accepted", "Sessions of this server stay")
                .doesNotContain(KEY);
        withKeys(KEY, keys -> {
            assertThat(keys.verify(old.toString())).isEqualTo(Optional.empty());
            assertThat(ended.out().lines().filter(line -> line.startsWith("signs from now on: ")))
                    .hasSize(2)
                    .allMatch(line -> keys.published().json().contains(line.substring("signs from now on: ".length())));
        });
    }

    @Test
    void worksOnANewDatabaseAndMakesTheKeyFile() throws Exception {
        config("saoma.oidc=on");

        assertThat(replace().code()).isZero();

        String key = Files.readString(folder.resolve("data/oidc.key")).strip();
        withKeys(key, keys -> assertThat(keys.published().json()).contains("ES256"));
    }

    @Test
    void doesNothingUnlessItIsSaid() throws Exception {
        assertThat(run("oidc-keys", "--config", config.toString()).code()).isEqualTo(2);
        config("saoma.oidc=off");
        Ended off = replace();

        assertThat(off.code()).isEqualTo(78);
        assertThat(off.errors()).contains("saoma.oidc", "is off");
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void refusesADatabaseThatARunningServerHasOpen() {
        withKeys(KEY, keys -> {
            String before = keys.published().json();
            Ended ended = replace();

            assertThat(ended.code()).isEqualTo(78);
            assertThat(ended.errors()).contains("in use by another Saoma");
            assertThat(keys.published().json()).isEqualTo(before);
        });
    }
}
